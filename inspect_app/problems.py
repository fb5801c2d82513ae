"""The one catalogue of refusals: a stable code, an HTTP status and a sentence for each. (Long: it is a list.)

A code is the member's name in lower case. It is never renamed or reused: a phone may hold one for weeks.
Each sentence says what happened, what is safe, and what to do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspect_app.rules.statutes import Citation


@dataclass(frozen=True)
class _Kind:
    status: int
    sentence: str


class Problem(Enum):
    # The door
    SIGN_IN_NEEDED = _Kind(401, "请先登录。手机里的记录都在，登录后会自动上传。")
    SIGN_IN_FAILED = _Kind(401, "用户名或密码不对，或者帐号已停用。请核对后重试，仍不行请联系管理员。")
    CSRF_FAILED = _Kind(400, "页面已过期，内容没有提交。请刷新页面后再试。")
    NOT_ALLOWED = _Kind(403, "您的岗位没有这项权限，什么都没有改变。如确需办理，请联系科长或管理员。")
    NO_PHONE_WORK = _Kind(403, "您的岗位在手机端没有可办的事。请用同一个用户名和密码登录办公端。")
    NOT_FOUND = _Kind(404, "没有找到，或者它不属于您的单位。")
    TOO_MANY_TRIES = _Kind(429, "操作太频繁，请稍等一会儿再试。已保存的内容都在。")
    BODY_TOO_LARGE = _Kind(413, "一次传来的内容太大，没有收下。手机会自动分成小批再传。")
    BODY_NOT_UNDERSTOOD = _Kind(400, "传来的内容无法识别（{where}），没有收下。手机里的原件还在。")
    BODY_DAMAGED = _Kind(400, "内容在传输途中损坏，没有收下。手机里的原件还在，会自动再传。")
    SERVER_FAILED = _Kind(500, "服务器出了错，内容没有保存。请稍后重试；问题已记入日志，编号 {number}。")
    DEVICE_UNKNOWN = _Kind(403, "这台设备尚未登记。请在本机重新登录，未上传的记录不会丢。")
    DEVICE_REVOKED = _Kind(403, "这台设备已被停用。未上传的记录仍在机内，请交管理员导入。")
    DEVICE_OF_ANOTHER = _Kind(403, "这台设备登记在别人名下，请用本人的设备登录。")
    DEVICE_PROOF_WRONG = _Kind(403, "设备签名核对不上，登录没有完成。请刷新后重试。")
    RECOVERY_KEY_WRONG = _Kind(
        422, "办公室打不开这台手机的锁，它可能是另一台服务器或者别人的。手机里的内容都在，请联系管理员。"
    )
    SIGN_IN_AGAIN = _Kind(403, "这件事要刚刚输入过密码才能办，请重新输入登录密码。")
    WEAK_PASSWORD = _Kind(422, "密码太短，至少需要 {least} 个字符。")
    LOGIN_TAKEN = _Kind(409, "用户名“{login}”已被使用，请换一个。")
    BADGE_TAKEN = _Kind(409, "执法证号“{badge}”已登记在别人名下，请核对。")
    ACCOUNT_LOCKED = _Kind(
        429,
        "连续 {tries} 次输错密码，这个用户名暂停登录 {minutes} 分钟。手机里的记录都在；忘记密码请找管理员重设。",
    )
    OLD_PASSWORD_WRONG = _Kind(422, "原密码不对，密码没有更改。请重新输入。")
    PASSWORDS_DIFFER = _Kind(422, "两次输入的新密码不一样，密码没有更改。请重新输入。")
    OWN_ACCOUNT = _Kind(409, "不能停用自己的帐号或者改变自己的岗位，什么都没有改变。请由另一名管理员办理。")
    ROLE_ELSEWHERE = _Kind(422, "“{role}”不能属于“{agency}”（{kind}），请重新选择岗位或者单位。")
    TEAM_ELSEWHERE = _Kind(422, "所选的组不属于“{agency}”，请重新选择。")
    NAME_TAKEN = _Kind(409, "“{name}”已经存在，请换一个名称。")
    CODE_TAKEN = _Kind(409, "代码“{code}”已被使用，请换一个。填写的内容仍在页面上。")
    CODE_WRONG = _Kind(422, "代码“{code}”只能由字母、数字和连字符（-）组成。填写的内容仍在页面上。")
    CERTIFICATE_PERIOD_WRONG = _Kind(422, "执法证的有效期起止日期不对，请核对后再填。")

    # Works
    FIELD_MISSING = _Kind(422, "“{field}”不能为空。")
    FIELD_TOO_LONG = _Kind(422, "“{field}”太长，最多 {most} 个字。")
    NOT_A_NUMBER = _Kind(422, "“{field}”应当是数字，现在是“{value}”。")
    OUT_OF_RANGE = _Kind(422, "“{field}”应当在 {least} 到 {most} 之间，现在是“{value}”。")
    UNKNOWN_CHOICE = _Kind(422, "“{field}”不能是“{value}”，可选：{choices}。")
    CLASSIFIED_WORK = _Kind(
        422, "涉密工程不得录入本系统（发现“{mark}”字样）。请按保密规定另行管理，这条内容没有保存。"
    )
    DUPLICATE_NUMBER = _Kind(409, "工程编号“{number}”已经存在。")
    CHANGED_MEANWHILE = _Kind(409, "在您编辑期间，内容已被他人修改。您填写的内容仍在页面上，请核对后再保存。")
    ENTRANCE_OUTSIDE_AREA = _Kind(
        422, "出入口坐标（{longitude}, {latitude}）不在本市范围内，请核对经纬度和坐标系（应为 WGS-84）。"
    )
    ENTRANCE_UNREADABLE = _Kind(422, "出入口“{value}”看不懂，应写成“名称 经度,纬度 半径”，多个之间用分号隔开。")
    IMPORT_UNREADABLE = _Kind(422, "文件读不出来：{reason}。没有导入任何内容。")
    IMPORT_COLUMNS_MISSING = _Kind(422, "表头缺少这些列：{columns}。没有导入任何内容。")
    IMPORT_DOUBLE_ROW = _Kind(422, "与第 {row} 行的工程编号相同。")
    IMPORT_COLUMN_TWICE = _Kind(422, "表头里“{columns}”出现了不止一次。没有导入任何内容。")
    IMPORT_EXAMPLE_ROW = _Kind(422, "这是模板里的示例行，请删除或者改成真实内容。")
    IMPORT_OUTDATED = _Kind(409, "预览之后台账已有变动，请重新上传文件预览。没有导入任何内容。")
    UNKNOWN_STREET = _Kind(422, "没有名为“{value}”的街镇。")

    # Checklists
    CHECKLIST_NOT_DRAFT = _Kind(409, "已发布的检查表不能修改，请新建一个版本。")
    CHECKLIST_BROKEN = _Kind(422, "检查表有 {count} 处不完整，不能发布：{details}")
    CHECKLIST_HAS_DRAFT = _Kind(
        409, "检查表“{code}”已有草稿（第 {number} 版），没有覆盖。请先发布或者删除那份草稿。"
    )
    CHECKLIST_FILE_WRONG = _Kind(422, "文件中“{where}”这一处不符合检查表的格式，没有导入任何内容。")
    CHECKLIST_AUDIENCE_FIXED = _Kind(422, "检查表“{code}”由“{audience}”填写，不能改给别的部门。没有保存。")
    SECTION_NOT_EMPTY = _Kind(409, "这一部分还有 {count} 个检查项，没有删除。请先移走或者删除它们。")
    CHECKLIST_UNKNOWN = _Kind(409, "检查表“{code}”第 {number} 版不存在。")

    # Visits
    VISIT_UNKNOWN = _Kind(409, "还没有收到这次检查的开始记录，先保留，收到后自动补上。")
    WORK_UNKNOWN = _Kind(409, "系统里没有这个工程，记录先保留，请管理员处理。")
    FINDING_UNKNOWN = _Kind(409, "还没有收到这个问题的记录，先保留，收到后自动补上。")
    PHOTO_UNKNOWN = _Kind(409, "还没有收到这张照片的登记，先保留，收到后自动补上。")
    ORDER_UNKNOWN = _Kind(409, "没有找到这份责令改正通知书，先保留，请管理员处理。")
    DECISION_UNKNOWN = _Kind(409, "没有找到这份处罚决定，先保留，请管理员处理。")
    DOCUMENT_UNKNOWN = _Kind(409, "还没有收到这份文书，先保留，收到后自动补上。")
    EVENT_ID_REUSED = _Kind(409, "同一编号出现了两条内容不同的记录，已原样保留，请管理员处理。")
    RETURN_UNKNOWN = _Kind(409, "没有找到这条退回意见，先保留，请管理员处理。")
    NOT_ON_THIS_VISIT = _Kind(403, "您不在这次检查的人员名单里，这条记录先保留，请科长处理。")
    STEP_NOT_OPEN = _Kind(409, "“{subject}”当前为“{stage}”，不能办理“{step}”。")
    STEP_NOT_YOURS = _Kind(403, "“{step}”应由{taken_by}办理。")
    UNKNOWN_ITEM = _Kind(422, "检查表里没有这一项（{item}）。")
    REASON_NEEDED = _Kind(422, "请写明理由。")
    PHOTO_SEALED = _Kind(409, "检查已结束，照片已封存，不能删除。")
    RECORDING_UNKNOWN = _Kind(409, "还没有收到这段录音录像的登记，先保留，收到后自动补上。")
    RECORDING_SEALED = _Kind(409, "检查已结束，录音录像已封存，不能删除。")
    NOTHING_TO_RETURN = _Kind(422, "请选择要退回的检查项并写明意见。")
    RETURNS_OPEN = _Kind(409, "还有 {count} 条退回意见没有处理，不能通过。")
    EVIDENCE_STILL_TO_ARRIVE = _Kind(409, "还有 {count} 件照片、录音录像没有传到，暂时不能通过。")
    PARTNER_ITEM = _Kind(403, "这一项属于其他部门，由其人员填写。")
    OFFICER_NEEDED = _Kind(422, "请至少选择一名检查人员。")
    CHECKLIST_NEEDED = _Kind(422, "请至少选择一张检查表。")
    TRIGGER_REASON_NEEDED = _Kind(422, "触发检查须写明理由（投诉、线索、移交等），填写后再安排。")
    VISIT_DUE_IN_THE_PAST = _Kind(422, "检查期限不能早于今天，现在是 {due}。")

    # Orders
    DUE_DAY_IN_THE_PAST = _Kind(422, "改正期限应当在今天之后，现在是 {due}。")
    NOTHING_TO_CORRECT = _Kind(422, "请写明需要改正什么。")
    EVIDENCE_NEEDED = _Kind(422, "没有改正的证据（照片或材料），不能结案。")

    # The simple procedure
    TOO_FEW_OFFICERS = _Kind(422, "执法人员不得少于两人，现有 {present} 人。")
    CERTIFICATE_NOT_VALID = _Kind(422, "{name} 的执法证在 {on} 无效，不能参与处罚，可以继续记录检查情况。")
    NO_CERTIFICATE = _Kind(422, "{name} 没有执法证，不能参与处罚，可以继续记录检查情况。")
    ACT_UNKNOWN = _Kind(422, "法规库里没有违法行为“{act}”。")
    ACT_NOT_ENABLED = _Kind(422, "“{act}”尚未经法制部门核对启用，不能据此处罚。")
    POWER_ELSEWHERE = _Kind(422, "“{act}”由{power}处理，请移交，不能由本办处罚。")
    NO_SANCTION = _Kind(422, "“{act}”没有规定处罚，可以责令限期改正。")
    FINE_ABOVE_SIMPLE_LIMIT = _Kind(
        422, "当场罚款对{party}最高 {limit} 元，{fine} 元超出。可以改为警告、责令改正，或移交立案。"
    )
    FINE_BELOW_FLOOR = _Kind(422, "这一行为对{party}的罚款不得低于 {floor} 元，现在是 {fine} 元。")
    FINE_ABOVE_CAP = _Kind(422, "这一行为对{party}的罚款不得高于 {cap} 元，现在是 {fine} 元。")
    FLOOR_ABOVE_SIMPLE_LIMIT = _Kind(
        422,
        "这一行为对{party}的罚款起点是 {floor} 元，超过当场罚款上限 {limit} 元，不能当场罚款。可以当场警告，或移交立案。",
    )
    NO_FINE_FOR_THIS_ACT = _Kind(422, "这一行为没有规定罚款。")
    NO_WARNING_FOR_THIS_ACT = _Kind(422, "这一行为没有规定警告。")
    FINE_NOT_WHOLE = _Kind(422, "罚款金额应当是大于零的整数元。")
    FACTS_NOT_CERTAIN = _Kind(422, "违法事实确凿、有法定依据，才能当场处罚。请确认，或移交立案。")
    IDENTITY_NOT_SHOWN = _Kind(422, "请先出示执法证件并记录。")
    PARTY_NOT_TOLD = _Kind(422, "请先告知处罚内容、事实、理由、依据和权利。")
    PARTY_NOT_HEARD = _Kind(422, "请先听取当事人的陈述和申辩并记录。")
    ORDER_OF_STEPS_WRONG = _Kind(422, "应当先告知、听取陈述申辩，再作出决定；现在记录的时间先后不对。")
    STATEMENT_NOT_CONSIDERED = _Kind(422, "当事人提出了陈述申辩，请写明复核意见。")
    PARTY_NOT_NAMED = _Kind(422, "请填写当事人的{field}。")
    AMOUNT_WITHOUT_REASON = _Kind(422, "请选择决定处罚轻重的理由。")
    CORRECTION_NOT_ORDERED = _Kind(422, "处罚时应当责令当事人改正，请写明当即改正或限期改正。")
    FACTS_NOT_STATED = _Kind(422, "请写明违法事实。")
    PLACE_NOT_STATED = _Kind(422, "请写明违法行为的地点。")
    NUMBER_NOT_LEASED = _Kind(422, "文书编号“{number}”不在领用的号段内。")
    NUMBER_USED_TWICE = _Kind(422, "文书编号“{number}”已被使用。")
    NO_FORM_LEFT = _Kind(409, "本机的预编号文书已用完。联网后会自动领取；也可以先责令改正或移交立案。")
    NUMBER_OF_ANOTHER_YEAR = _Kind(422, "文书编号“{number}”不是 {year} 年的号段。")
    COLLECTION_NOT_ALLOWED = _Kind(
        422,
        "不符合当场收缴的条件（一百元以下、事后难以执行，或交通不便且当事人提出），应当在十五日内到银行或电子支付缴纳。",
    )
    PAYMENT_NOT_STATED = _Kind(422, "请写明罚款在十五日内缴纳，还是当场收缴。")
    RECEIPT_NEEDED = _Kind(422, "当场收缴罚款，必须开具财政专用票据并填写票据号。")
    SIGNATURE_MISSING = _Kind(422, "还缺少{who}的签名。")
    REFUSAL_NOT_NOTED = _Kind(422, "还缺少当事人的签名；当事人拒绝签收的，请注明情况。")
    WITNESS_MISSING = _Kind(422, "当事人拒绝签收，请写明见证人，或者拍下留下文书的照片。")
    NOT_DELIVERED = _Kind(422, "文书应当当场交付当事人，请记录交付时间。")
    REDRESS_WRONG = _Kind(422, "救济途径写得不对：当场处罚应当先申请行政复议。")
    DOCUMENT_ALTERED = _Kind(422, "文书内容与其校验值不一致。")
    VISIT_MAY_NOT_PENALISE = _Kind(422, "“{kind}”不得实施处罚，只能报告线索。")
    DECISION_DATE_WRONG = _Kind(422, "决定日期 {claimed} 与服务器推算的日期 {derived} 不一致，请核对。")
    NO_RULE_IN_FORCE = _Kind(422, "{on} 没有适用的规定。")
    CALENDAR_NOT_PUBLISHED = _Kind(409, "{year} 年的节假日安排尚未公布，期限暂时无法计算。")
    CLOCK_UNKNOWN = _Kind(422, "没有名为“{clock}”的期限。可选：{choices}。")

    # Cases of the general procedure
    CASE_DAY_AHEAD = _Kind(422, "“{step}”的日期不能晚于今天，现在是 {on}。没有保存，请核对。")
    CASE_DAY_TOO_EARLY = _Kind(
        422, "“{step}”的日期 {on} 早于前一步“{before}”（{before_on}）。没有保存，请核对日期。"
    )
    CASE_DAYS_WRONG = _Kind(
        422, "违法行为发生（终了）之日和发现之日不能晚于今天，发现不能早于发生。没有保存，请核对。"
    )
    CASE_FACT_MISSING = _Kind(422, "“{step}”还缺少“{field}”。没有保存，请补填。")
    CASE_WORK_UNKNOWN = _Kind(422, "台账里没有编号为“{number}”的工程。没有保存，请核对；与工程无关的可以不填。")
    CASE_OF_FINDING_EXISTS = _Kind(409, "这个问题已经办成案件，没有重复登记。请打开原案件办理。")
    NOT_AN_INVESTIGATOR = _Kind(403, "“{step}”应当由本案的办案人员办理，什么都没有改变。")
    INVESTIGATOR_MAY_NOT = _Kind(403, "“{step}”不能由本案的办案人员办理（包括曾经的），请由其他人员办理。")
    OFFICER_RECUSED = _Kind(403, "{name} 已经回避本案，不能办理“{step}”。什么都没有改变。")
    JUDGE_MAY_NOT_INVESTIGATE = _Kind(
        422, "{name} 办理过本案的审批、审核或者决定，不能再担任办案人员。没有保存，请另选人员。"
    )
    OWN_RECUSAL = _Kind(403, "不能决定自己的回避，请由另一名负责人决定。")
    RECUSAL_NOT_ASKED = _Kind(422, "没有对这名人员提出过、尚未决定的回避申请，请核对。")
    OFFICER_NOT_OF_OFFICE = _Kind(422, "所选的人员不是本单位在用的帐号，请重新选择。")
    CASE_EVIDENCE_MISSING = _Kind(422, "还没有登记任何证据或者询问，不能终结调查。请先登记。")
    REGISTERED_EVIDENCE_OPEN = _Kind(422, "先行登记保存的证据还没有处理，请先作出处理决定。")
    NOTHING_REGISTERED = _Kind(422, "没有等待处理的登记保存，请核对。")
    DAY_NOT_AFTER = _Kind(422, "“{field}”应当晚于 {after}，现在是 {on}。没有保存，请核对。")
    FINE_WITH_WARNING_ONLY = _Kind(422, "只给予警告的，罚款金额应当为 0，现在是 {fine} 元。")
    WARNING_LEFT_OUT = _Kind(422, "这一行为法律规定给予警告、可以并处罚款，不能只罚款。请选择“警告并处罚款”。")
    HEAVIER_THAN_TOLD = _Kind(
        422,
        "处罚重于事先告知的内容（告知罚款 {told} 元，现为 {fine} 元），不能这样决定。另有新的事实的，请退回补充调查并重新告知。",
    )
    HEAVIER_AGAIN = _Kind(
        422, "这次告知比上次更重（上次 {told} 元，现为 {fine} 元）。不得因陈述申辩加重处罚；请写明另外查明的事实。"
    )
    STATEMENT_PERIOD_RUNNING = _Kind(
        422, "当事人陈述申辩的期限到 {until}，届满后的次日才能办理。当事人明确放弃的，请先记录。"
    )
    HEARING_PERIOD_RUNNING = _Kind(
        422, "当事人要求听证的期限到 {until}，届满后的次日才能办理。当事人明确放弃听证的，请先记录。"
    )
    HEARING_PERIOD_UNKNOWN = _Kind(
        409,
        "告知之后的节假日安排尚未公布，要求听证的期限算不出来。请在“设置”里登记工作日，或者记录当事人明确放弃听证。",
    )
    HEARING_NOT_DUE = _Kind(
        422, "拟罚款 {fine} 元，没有达到应当听证的数额（{threshold} 元以上），没有改变。意见可以按陈述申辩记录。"
    )
    HEARING_ASKED_TOO_LATE = _Kind(
        422, "要求听证的期限已在 {until} 届满，这次要求提出于 {on}。没有改变；意见可以按陈述申辩记录。"
    )
    HEARING_TOO_SOON = _Kind(
        422, "听证应当在通知七个工作日之后举行，{held} 太早：{after} 之后才可以。没有保存，请另定日期。"
    )
    HEARING_BEFORE_ITS_DAY = _Kind(422, "通知的听证日期是 {held}，不能在此之前（{on}）举行。请核对日期。")
    CHAIR_INVESTIGATES = _Kind(422, "听证应当由非本案调查人员主持，{name} 是（或者曾是）本案办案人员。请另行指定。")
    LEGAL_REVIEW_MISSING = _Kind(422, "这个案件（{why}）在决定之前应当经过法制审核。请先由法制审核人员审核。")
    LEGAL_REVIEW_NOT_PASSED = _Kind(422, "法制审核没有通过，不能作出决定。请按审核意见补正后再次审核。")
    DELIBERATION_MISSING = _Kind(422, "情节复杂或者重大的，应当由负责人集体讨论决定。请先记录集体讨论。")
    DECIDED_TOO_LATE = _Kind(
        422,
        "应当在 {until} 之前（立案起九十日）作出决定，现在是 {on}。法律、法规、规章另有规定的，请先登记延长办案期限及其依据。",
    )
    EDUCATION_MISSING = _Kind(422, "不予处罚的，应当对当事人进行教育。请写明教育的情况。")
    CONSENT_MISSING = _Kind(422, "电子送达应当有当事人签订的送达地址确认书。请写明，或者改用其他送达方式。")
    ANNOUNCEMENT_MISSING = _Kind(422, "还没有发布公告，不能按公告送达登记。请先办理“公告送达”。")
    ANNOUNCEMENT_RUNNING = _Kind(422, "公告期到 {until}，届满后的次日才视为送达。请届时再登记。")
    SERVICE_RECEIVER_MISSING = _Kind(422, "请写明签收人；拒绝签收的，写明拒收的情况和见证人。")
    AMOUNT_NOT_POSITIVE = _Kind(422, "金额应当是大于零的整数元。没有保存，请核对。")
    PAID_TOO_MUCH = _Kind(
        422, "登记的缴款合计 {paid} 元，超过罚款 {fine} 元。加处罚款不在这里登记；没有保存，请核对。"
    )
    FINE_NOT_PAID = _Kind(422, "罚款还有 {left} 元没有缴清，不能确认履行完毕。")
    NOTHING_TO_DEMAND = _Kind(422, "没有未缴的罚款，不需要催告。")
    DEMAND_TOO_EARLY = _Kind(422, "缴款期限到 {until}，届满后的次日才能催告。")
    COURT_TOO_EARLY = _Kind(422, "“{clock}”到 {until}，届满后的次日才能申请法院强制执行。")

    # Sync
    SIGNATURE_WRONG = _Kind(422, "这条记录的设备签名不对，已原样保留，请管理员处理。")
    EVENT_MALFORMED = _Kind(422, "这条记录的内容不完整（{where}），已原样保留，请管理员处理。")
    EVENT_TYPE_UNKNOWN = _Kind(422, "服务器还不认识这种记录（{type}），先保留，升级后自动处理。")
    EVENT_OUT_OF_ORDER = _Kind(409, "前面的记录还没有到（第 {expected} 条），先保留，到齐后按顺序处理。")
    CHAIN_BROKEN = _Kind(409, "这条记录与前一条接不上，先保留，请管理员处理。")
    CHAIN_FORKED = _Kind(409, "同一序号出现了两条不同的记录，先保留，请管理员处理。")
    WRONG_OFFICER = _Kind(403, "记录的签署人不是本设备的登记人，已原样保留，请管理员处理。")
    EVENT_FAILED = _Kind(500, "服务器处理这条记录时出错，先保留，修复后自动处理。")

    EVENT_SETTLED = _Kind(409, "这条记录已经处理完毕，没有重复办理。请刷新页面查看结果。")

    # Rescue files
    RESCUE_NO_FILE = _Kind(422, "没有选择文件，什么都没有导入。")
    RESCUE_NOT_ONE = _Kind(
        422, "这不是救援文件，什么都没有导入。请选择手机“我”里存出的、名字以 .inspect 结尾的文件。"
    )
    RESCUE_TOO_NEW = _Kind(
        422, "这份救援文件的格式（{format}）比服务器新，什么都没有导入。文件请留好，服务器升级后再导入。"
    )
    RESCUE_TOO_LARGE = _Kind(
        413, "文件太大，最大 {most_gb} GB，没有收下。手机里的内容都还在；请让手机先同步一部分，再重新存一份。"
    )
    RESCUE_NO_ROOM = _Kind(
        507, "服务器的磁盘空间不够（还需要约 {missing_mb} MB），没有收下。文件请留好，腾出空间后再导入。"
    )
    RESCUE_FILE_GONE = _Kind(404, "原文件已不在服务器上（最多保留 {days} 天），请重新上传。以前导入的内容都在。")
    RESCUE_CUT_OFF = _Kind(
        422, "文件没有结尾，后面被截断了。完整的部分都已处理，缺少的列在下面；请用原来的手机重新存一份。"
    )
    RESCUE_ALTERED = _Kind(
        422, "文件与结尾的校验值不一致，中间有损坏。读得出的部分都已处理；请用原来的手机重新存一份。"
    )
    RESCUE_STRETCH_DAMAGED = _Kind(422, "文件的这一段损坏，读不出来，没有导入。其余部分不受影响。")
    RESCUE_PIECE_MISSING = _Kind(422, "文件开头列了这一项，但是文件里没有完整的内容。请用原来的手机重新存一份。")
    RESCUE_DEVICE_UNKNOWN = _Kind(
        422,
        "所属的设备没有在本单位登记，没有导入，仍留在文件里。请核对是不是别的单位的文件；本单位的手机请先登录一次。",
    )
    RESCUE_PHOTO_WRONG = _Kind(422, "照片的内容与校验值不一致，没有收下。手机里的原件还好的话，请重新存一份。")
    RESCUE_PHOTO_FAILED = _Kind(500, "保存这张照片时服务器出错，没有收下，仍留在文件里。请稍后再试一次。")

    # Photos
    PHOTO_TOO_LARGE = _Kind(413, "照片太大（{size_mb} MB），最大 {most_mb} MB。")
    PHOTO_HASH_WRONG = _Kind(460, "收到的照片与登记的校验值不一致，已要求手机重传。")
    PHOTO_NOT_AN_IMAGE = _Kind(415, "这个文件不是可识别的照片，没有收下。")
    PHOTO_NOT_HERE = _Kind(404, "照片还没有传到。")
    RECORDING_TOO_LARGE = _Kind(
        413, "录音录像太大（{size_mb} MB），最大 {most_mb} MB，没有收下。手机里的原件还在。"
    )
    RECORDING_NOT_READABLE = _Kind(
        415, "这个文件像录音录像，但是里面没有可以播放的声音或者画面，没有收下。手机里的原件还在。"
    )
    RECORDING_NOT_HERE = _Kind(404, "录音录像还没有传到。")
    UPLOAD_UNKNOWN = _Kind(404, "上传任务已过期，手机会重新开始，原件不会丢。")
    UPLOAD_OFFSET_WRONG = _Kind(409, "上传的位置不对，手机会自动接上。")
    UPLOAD_CONFLICT = _Kind(409, "同名的照片内容不同，没有覆盖。")
    TUS_VERSION_WRONG = _Kind(412, "上传协议版本不受支持。")
    UPLOAD_CHECKSUM_UNKNOWN = _Kind(400, "不支持这种校验方式。")

    @property
    def code(self) -> str:
        return self.name.lower()

    @property
    def status(self) -> int:
        return self.value.status

    @property
    def sentence(self) -> str:
        """The Chinese sentence with its {placeholders}; it is also the key of its translation."""
        return self.value.sentence


@dataclass(frozen=True)
class Refusal:
    """Why something may not be done: the problem, the article that says so, and the facts to name.

    A fact that is several words is a tuple, so that each can be said in the reader's language.
    """

    problem: Problem
    law: "Citation | None" = None
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        facts = {name: "、".join(fact) if isinstance(fact, tuple) else fact for name, fact in self.facts.items()}
        return self.problem.sentence.format(**facts)


class Refused(Exception):  # noqa: N818 - it is not an error of the program
    """Raised by actions; caught only in `web/errors.py` and `sync/inbox.py`."""

    def __init__(self, *refusals: Refusal) -> None:
        super().__init__("; ".join(refusal.problem.code for refusal in refusals))
        self.refusals = refusals


def refuse_if_any(refusals: Sequence[Refusal | None]) -> None:
    """Raise `Refused` with all faults together, so that a person mends them in one go."""
    if found := [refusal for refusal in refusals if refusal]:
        raise Refused(*found)
