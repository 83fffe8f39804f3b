"""What pages call countries beside their names in countries.csv: the signs of headlines, formal names, adjectives."""

from __future__ import annotations

DEMONYMS = {
    "ASEAN": ("ASEAN",),
    "AUS": ("豪州", "豪", "Australian"),
    "CAN": ("加", "Canadian"),
    "CHN": ("中", "Chinese"),
    "DEU": ("独", "German"),
    "EUU": ("EU", "欧州連合", "欧州理事会", "欧州委員会", "European Union", "European Council", "European Commission"),
    "FRA": ("仏", "French"),
    "GBR": ("英国", "英", "グレートブリテン", "British"),
    "IND": ("印", "Indian"),
    "ITA": ("伊", "Italian"),
    "KOR": ("韓国", "韓", "Republic of Korea", "ROK", "South Korean", "Korean"),
    "NATO": ("NATO", "北大西洋条約機構", "North Atlantic Treaty Organization"),
    "NZL": ("NZ",),
    "PHL": ("比",),
    "POL": ("Polish",),
    "RUS": ("露", "ロ", "Russian"),
    "SAU": ("サウジ",),
    "THA": ("泰",),
    "TUR": ("Türkiye", "Turkey"),
    "UKR": ("宇",),
    "USA": ("米国", "米", "the United States", "U.S.", "US", "American"),
    "VNM": ("ベトナム", "ヴェトナム", "越"),
}
