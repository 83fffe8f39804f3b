export { axisBottom, axisTop } from "d3-axis";
export { brushX } from "d3-brush";
export { scaleLinear, scaleUtc } from "d3-scale";
export { pointer, select } from "d3-selection";
