"""The articles that ask for a content of a paper. What no text asks for by itself stands under 第四十七条 (全过程记录)."""

from inspect_app.rules.statutes import Citation, Law


def _penalty(article: str) -> Citation:
    return Citation(Law.PENALTY, article)


def _evidence(article: str) -> Citation:
    return Citation(Law.EVIDENCE, article)


def _service(article: str) -> Citation:
    return Citation(Law.CIVIL_PROCEDURE, article)


WHOLE_PROCESS = _penalty("第四十七条")
JURISDICTION = _penalty("第二十三条")
CRIME = _penalty("第二十七条第一款")
CORRECT = _penalty("第二十八条第一款")
NO_PENALTY = _penalty("第三十三条")
EDUCATE = _penalty("第三十三条第三款")
BENCHMARK = _penalty("第三十四条")
OFFICERS = _penalty("第四十二条第一款")
RECUSAL = _penalty("第四十三条")
TELL = _penalty("第四十四条")
HEAR = _penalty("第四十五条第一款")
KINDS_OF_EVIDENCE = _penalty("第四十六条第一款")
ON_THE_SPOT = _penalty("第五十二条第二款")
FILE_CASE = _penalty("第五十四条第二款")
INVESTIGATE = _penalty("第五十四条第一款")
SHOW_CERTIFICATE = _penalty("第五十五条第一款")
MAKE_A_RECORD = _penalty("第五十五条第二款")
SAMPLE_OR_REGISTER = _penalty("第五十六条")
HEADS_DECISION = _penalty("第五十七条第一款")
DELIBERATE = _penalty("第五十七条第二款")
LEGAL_REVIEW = _penalty("第五十八条第一款")
PARTY = _penalty("第五十九条第一款第一项")
FACTS_AND_EVIDENCE = _penalty("第五十九条第一款第二项")
KIND_AND_BASIS = _penalty("第五十九条第一款第三项")
PERFORMANCE = _penalty("第五十九条第一款第四项")
REDRESS = _penalty("第五十九条第一款第五项")
AGENCY_AND_DATE = _penalty("第五十九条第一款第六项")
CONSENT_TO_SERVICE = _penalty("第六十一条第二款")
RIGHT_TO_HEARING = _penalty("第六十三条第一款")
ASK_FOR_HEARING = _penalty("第六十四条第一项")
HEARING_NOTICE = _penalty("第六十四条第二项")
CHAIR = _penalty("第六十四条第四项")
REPRESENTATIVES = _penalty("第六十四条第五项")
HEARING_HELD = _penalty("第六十四条第七项")
HEARING_RECORD = _penalty("第六十四条第八项")
AFTER_THE_HEARING = _penalty("第六十五条")
PERFORM = _penalty("第六十六条第一款")
HARDSHIP = _penalty("第六十六条第二款")
PAY = _penalty("第六十七条第三款")
MEND = _penalty("第七十五条第二款")
COPIES = _evidence("第十条")
DIGITAL = _evidence("第十二条")
OPINION = _evidence("第十四条")
SITE_RECORD = _evidence("第十五条")
CONFIRMED = _evidence("第六十四条")
RECEIPT = _service("第八十七条")
RECIPIENT = _service("第八十八条")
LEFT_BEHIND = _service("第八十九条")
BY_POST = _service("第九十一条")
ANNOUNCED = _service("第九十五条")
DEMAND = Citation(Law.ENFORCEMENT, "第五十四条")
ASK_COURT = Citation(Law.ENFORCEMENT, "第五十三条")
REFERRAL = Citation(Law.CRIME_REFERRAL, "第五条")
REFERRAL_PAPERS = Citation(Law.CRIME_REFERRAL, "第六条")
RECONSIDERATION_BODY = Citation(Law.RECONSIDERATION, "第二十四条第一款第一项")
