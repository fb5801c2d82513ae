"""Which article says so: laws by full title, and the citations that the rules stand on."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Law(StrEnum):
    """Code of a law -> its official title, as it must stand in a legal document."""

    PENALTY = "中华人民共和国行政处罚法"
    CIVIL_AIR_DEFENCE = "中华人民共和国人民防空法"
    SHANGHAI_CIVIL_DEFENCE = "上海市民防条例"
    SHANGHAI_WORKS_MEASURES = "上海市民防工程建设和使用管理办法"
    RECONSIDERATION = "中华人民共和国行政复议法"
    LITIGATION = "中华人民共和国行政诉讼法"
    CIVIL_PROCEDURE = "中华人民共和国民事诉讼法"
    EVIDENCE = "最高人民法院关于行政诉讼证据若干问题的规定"
    E_SIGNATURE = "中华人民共和国电子签名法"
    PUBLIC_SECURITY = "中华人民共和国治安管理处罚法"
    FIRE = "中华人民共和国消防法"
    SHANGHAI_FIRE = "上海市消防条例"
    CONSTRUCTION_QUALITY = "建设工程质量管理条例"
    SHANGHAI_BUSINESS = "上海市优化营商环境条例"
    ENFORCEMENT = "中华人民共和国行政强制法"
    CRIME_REFERRAL = "行政执法机关移送涉嫌犯罪案件的规定"


_NUMERAL = "[零〇一二三四五六七八九十百千]+"
ARTICLE = re.compile(f"第{_NUMERAL}条(之{_NUMERAL})?(第{_NUMERAL}款)?(第{_NUMERAL}项)?")
"""How the official text counts: 第四十九条第一款第三项."""


@dataclass(frozen=True)
class Citation:
    """An article, with paragraph and item where they matter, in the words of the official text."""

    law: Law
    article: str

    @property
    def text(self) -> str:
        return f"《{self.law.value}》{self.article}"


def _penalty(article: str) -> Citation:
    return Citation(Law.PENALTY, article)


CORRECTION_WITH_PENALTY = _penalty("第二十八条第一款")
BENCHMARKS = _penalty("第三十四条")
LAW_IN_FORCE = _penalty("第三十七条")
TWO_OFFICERS = _penalty("第四十二条第一款")
TELL_BEFORE_DECIDING = _penalty("第四十四条")
HEAR_THE_PARTY = _penalty("第四十五条")
ON_SITE_RECORD = _penalty("第四十六条第一款第八项")
FULL_RECORD = _penalty("第四十七条")
NO_BASIS = _penalty("第三十八条第一款")
FACTS_BEFORE_PENALTY = _penalty("第四十条")
ON_THE_SPOT = _penalty("第五十一条")
ON_THE_SPOT_FORM = _penalty("第五十二条第一款")
ON_THE_SPOT_CONTENT = _penalty("第五十二条第二款")
ON_THE_SPOT_FILING = _penalty("第五十二条第三款")
SHOW_CERTIFICATE = _penalty("第五十五条第一款")
PAY_WITHIN_15_DAYS = _penalty("第六十七条第三款")
COLLECT_ON_THE_SPOT = _penalty("第六十八条")
COLLECT_WHERE_REMOTE = _penalty("第六十九条")
RECEIPT = _penalty("第七十条")
SURCHARGE = _penalty("第七十二条第一款第一项")
SURCHARGE_PAUSED = _penalty("第七十三条第三款")
DEFER_PAYMENT = _penalty("第六十六条第二款")
NO_OTHER_COLLECTION = _penalty("第六十七条第二款")
FINES_TO_THE_TREASURY = _penalty("第七十四条第二款")
GIVE_BACK = _penalty("第七十四条第三款")
SUPERVISE_BUILDING = Citation(Law.CIVIL_AIR_DEFENCE, "第十七条")
SUPERVISE_UPKEEP = Citation(Law.CIVIL_AIR_DEFENCE, "第二十五条")
SUPERVISE_USE = Citation(Law.SHANGHAI_CIVIL_DEFENCE, "第四十条")
MEND_OWN_ERRORS = _penalty("第七十五条第二款")
WORKING_DAYS = _penalty("第八十五条")
PENALTY_OF_TL43 = Citation(Law.SHANGHAI_CIVIL_DEFENCE, "第四十三条")
RECONSIDERATION_FIRST = Citation(Law.RECONSIDERATION, "第二十三条第一款第一项")
RECONSIDERATION_PERIOD = Citation(Law.RECONSIDERATION, "第二十条第一款")
RECONSIDERATION_BODY = Citation(Law.RECONSIDERATION, "第二十四条第一款第一项")
SUIT_AFTER_RECONSIDERATION = Citation(Law.LITIGATION, "第四十五条")
RECEIPT_OF_SERVICE = Citation(Law.CIVIL_PROCEDURE, "第八十七条")
REFUSAL_TO_SIGN = Citation(Law.CIVIL_PROCEDURE, "第八十九条")
SITE_RECORD_SIGNED = Citation(Law.EVIDENCE, "第十五条")
FILE_A_CASE = _penalty("第五十四条第二款")
INVESTIGATE = _penalty("第五十四条第一款")
RECORD_OF_INTERVIEW = _penalty("第五十五条第二款")
KINDS_OF_EVIDENCE = _penalty("第四十六条第一款")
RECUSAL = _penalty("第四十三条")
OUTCOME_OF_INVESTIGATION = _penalty("第五十七条第一款")
DELIBERATION = _penalty("第五十七条第二款")
LEGAL_REVIEW = _penalty("第五十八条第一款")
ORDINARY_DECISION = _penalty("第五十九条第一款")
SERVE_THE_DECISION = _penalty("第六十一条第一款")
TOLD_BEFORE_DECIDING = _penalty("第六十二条")
RIGHT_TO_A_HEARING = _penalty("第六十三条第一款")
HEARING = _penalty("第六十四条")
DECIDE_BY_THE_HEARING = _penalty("第六十五条")
PERFORM = _penalty("第六十六条第一款")
DEFER_PAYMENT = _penalty("第六十六条第二款")
REFER_CRIMES = _penalty("第二十七条第一款")
TO_THE_COMPETENT = _penalty("第二十二条")
COUNTY_LEVEL = _penalty("第二十三条")
DESIGNATED_ABOVE = _penalty("第二十五条第二款")
ASK_FOR_HELP = _penalty("第二十六条")
NO_HEAVIER_FOR_DEFENCE = _penalty("第四十五条第二款")
OF_MINORS = _penalty("第三十条")
WITHOUT_CAPACITY = _penalty("第三十一条")
LIGHTER_OR_REDUCED = _penalty("第三十二条")
NO_PENALTY_WHEN_MINOR = _penalty("第三十三条第一款")
NO_PENALTY_WITHOUT_FAULT = _penalty("第三十三条第二款")
LIMITATION = _penalty("第三十六条第一款")
PUBLICATION = _penalty("第四十八条第一款")
WITHDRAW_PUBLICATION = _penalty("第四十八条第二款")
REGISTERED_EVIDENCE = _penalty("第五十六条")
DECIDE_IN_90_DAYS = _penalty("第六十条")
SERVE_THE_ABSENT = _penalty("第六十一条第一款")
ASK_FOR_A_HEARING = _penalty("第六十四条第一项")
NOTICE_OF_THE_HEARING = _penalty("第六十四条第二项")
HAND_OVER_CASH = _penalty("第七十一条")
SUE_DIRECTLY = Citation(Law.LITIGATION, "第四十六条第一款")
EXECUTION_AGREEMENT = Citation(Law.ENFORCEMENT, "第四十二条")
COURT_ENFORCEMENT = Citation(Law.ENFORCEMENT, "第五十三条")
DEMAND_FIRST = Citation(Law.ENFORCEMENT, "第五十四条")
ANNOUNCEMENT = Citation(Law.CIVIL_PROCEDURE, "第九十五条")
DECIDE_ON_REFERRAL = Citation(Law.CRIME_REFERRAL, "第五条第二款")
POLICE_ANSWER = Citation(Law.CRIME_REFERRAL, "第八条")
AGAINST_POLICE_REFUSAL = Citation(Law.CRIME_REFERRAL, "第九条")
GOODS_TO_THE_POLICE = Citation(Law.CRIME_REFERRAL, "第十二条")
RANDOM_SELECTION = Citation(Law.SHANGHAI_BUSINESS, "第七十条")
YEARLY_PLAN = Citation(Law.SHANGHAI_BUSINESS, "第六十二条")
INSPECTION_CODE = Citation(Law.SHANGHAI_BUSINESS, "第六十三条")
SIMPLE_NOT_PUBLISHED = Citation(Law.SHANGHAI_BUSINESS, "第六十七条")
DISTRICT_COORDINATES = Citation(Law.SHANGHAI_CIVIL_DEFENCE, "第五条第二款")
BUILD_OR_PAY = Citation(Law.SHANGHAI_CIVIL_DEFENCE, "第三十六条")
REGISTER_USE = Citation(Law.SHANGHAI_CIVIL_DEFENCE, "第四十一条")
REGISTER_COMPLETION = Citation(Law.SHANGHAI_CIVIL_DEFENCE, "第三十八条")
MAINTENANCE = Citation(Law.CIVIL_AIR_DEFENCE, "第二十五条")
