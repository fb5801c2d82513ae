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

    NO_LEADER = _Kind(422, "“{name}”不是单位负责人或者科长，不能带队。请另选带队的人，原来的没有改变。")

    # Recusal
    CASE_OFFICER_INTERESTED = _Kind(
        409,
        "{names} 已申报与本案的工程或者当事人有利害关系，应当回避，什么都没有改变。请指定其他人员；"
        "负责人决定不回避的，立案后先办理“申请回避”“决定回避”，再指定。",
    )
    DRAW_INTEREST_SINCE = _Kind(
        409,
        "名单公布以后，{names} 申报了与名单中工程的利害关系，公布的名单没有写明回避。还没有抽取，种子仍然保密。"
        "请作废这次抽查并写明理由，重新公布名单后再抽。",
    )
    RECUSAL_TO_CONSIDER = _Kind(
        422,
        "{names} 已申报与这个工程有利害关系，应当回避。请换人；负责人决定不回避的，写明决定和理由。检查还没有安排。",
    )
    INTERESTED_WENT_ALONG = _Kind(
        422, "{names} 已申报与这个工程有利害关系，应当回避，仍在现场参加了检查。记录都已保留，请负责人决定。"
    )
    INTEREST_ABOUT_NOTHING = _Kind(422, "请写明与哪个工程（编号）或者哪个单位、个人有关系，还没有登记。")
    WORK_NUMBER_UNKNOWN = _Kind(
        422, "台账里没有编号为“{number}”的工程，还没有登记。请核对编号；填写的内容仍在页面上。"
    )
    INTEREST_ENDED = _Kind(409, "这条利害关系已经终止，什么都没有改变。")
    SIGNER_NOT_CERTIFIED = _Kind(
        422, "{name} 的执法证在 {on} 无效，不能在检查笔录上签名。已记录的内容都在，请由持有效执法证的人员签名。"
    )

    # Files that people hang to something
    FILE_MISSING = _Kind(422, "没有选择文件，什么都没有保存。请选好文件再上传。")
    FILE_TOO_LARGE = _Kind(422, "“{name}”超过 {most} MB，没有保存。请压缩或者分成几个文件再上传。")
    FILE_KIND_WRONG = _Kind(422, "“{name}”不是这里收的文件，没有保存。可以上传：{kinds}。")
    FILES_TOO_MANY = _Kind(409, "这里最多放 {most} 个文件，“{name}”没有保存。请先移除不用的文件。")

    # Training and its tests
    TRAINING_NOT_YET = _Kind(409, "培训定于 {day}，还没有到，不能登记到场。填写的内容没有保存。")
    TRAINING_CANCELLED = _Kind(409, "这次培训已经取消，什么都没有改变。")
    CHOICES_TOO_FEW = _Kind(422, "请写 {least} 到 {most} 个选项，每行一个，各不相同。题目还没有保存。")
    RIGHT_CHOICES_WRONG = _Kind(
        422, "正确选项不对：单选题写一个序号，多选题写两个以上，都不超过选项的个数。题目还没有保存。"
    )
    QUESTION_IN_USE = _Kind(409, "这道题已经有人答过，不能再改。请停用它，另出一题。")
    TEST_EMPTY = _Kind(409, "这次培训没有测验题。请培训的安排人先选题。")
    TEST_HANDED_IN = _Kind(409, "这份测验已经交卷，答案和成绩没有改变。需要再考，请重新开始一次。")
    TEST_UNANSWERED = _Kind(422, "还有没有作答的题：第 {numbers} 题。已选的答案仍在页面上，答完再交卷。")
    TEST_PASSED = _Kind(409, "您已经通过这次测验，不必再考。")

    # Questions
    QUESTION_ANSWERED = _Kind(409, "这个难题已经有解答，您写的没有保存。要改解答，请先撤回原来的，并写明理由。")
    QUESTION_NOT_ANSWERED = _Kind(409, "这个难题还没有解答，什么都没有改变。")
    QUESTION_CLOSED = _Kind(409, "这个难题已经撤回，什么都没有改变。")
    QUESTION_NOT_ANONYMOUS = _Kind(
        422, "解答会发到手机，不能让人认出当事人：{marks}。请改写后再保存，填写的内容仍在页面上。"
    )

    # Exchange with other offices
    PEER_MESSAGE_EARLY = _Kind(409, "在它前面的消息还没有到（应先到第 {expected} 号），先保留，到了自动办理。")
    PEER_KIND_UNKNOWN = _Kind(409, "本系统还不认识“{kind}”这类消息，先保留，升级以后自动办理。")
    PEER_FILES_AWAITED = _Kind(409, "附件还有 {count} 件没有传到，先保留，到齐以后自动办理。")
    PEER_MESSAGE_FAILED = _Kind(409, "系统办理这件消息时出了错，先保留。请管理员查看日志，排除以后再试。")
    PEER_MESSAGE_CHANGED = _Kind(409, "同一个编号先后来了内容不同的消息，各份都原样保留，请人工核对。")
    PEER_MESSAGE_MALFORMED = _Kind(422, "消息的内容不合格式（{where}），没有办理，原文已保留。请改正以后另发一件。")
    PEER_MESSAGE_REFUSED = _Kind(422, "对方机关的工作人员没有受理：{reason}")
    PEER_UNKNOWN = _Kind(403, "发来的内容不是已配对的机关签发的，什么都没有收下。请先在“部门间交换”里配对。")
    PEER_SUSPENDED = _Kind(
        403, "与“{peer}”的交换已经暂停，什么都没有收下。对方的消息都还在对方那里，恢复以后会再来。"
    )
    PARCEL_TOO_LARGE = _Kind(413, "一次发来的内容超过 {most} MB，没有收下。请对方分批再发。")
    ADDRESS_WRONG = _Kind(422, "网址“{address}”不对，应当以 https:// 开头，什么都没有改变。请核对以后再填。")
    PAIRING_UNREADABLE = _Kind(422, "这不是配对文件，或者文件已经损坏，什么都没有登记。请向对方要一份新的。")
    PAIRING_WITH_OURSELVES = _Kind(
        409, "这是本机关自己的或者不能配对的单位的配对文件，什么都没有登记。请核对是不是拿错了。"
    )
    PAIRING_CODE_WRONG = _Kind(
        422, "配对码不一致，没有配对。请两边都重新核对；仍不一致时请不要配对，有人可能在中间换了钥匙。"
    )
    PAIRINGS_TOO_MANY = _Kind(429, "等待确认的配对太多，没有登记。请先处理原有的，或者稍后再试。")
    PEER_DID_NOT_ANSWER = _Kind(502, "没有办成：{fault}。什么都没有丢，请核对网址和网络以后再试。")
    PEER_CAN_NOT_BE_CALLED = _Kind(
        409, "“{peer}”没有登记网址，或者交换已经暂停，没有呼叫。请写出交换包带给对方，或者先登记网址。"
    )
    PACKAGE_UNREADABLE = _Kind(
        422, "这不是交换包，或者文件已经损坏，什么都没有导入。请向对方要一份重新写出的文件。"
    )
    PACKAGE_FOR_ANOTHER = _Kind(
        422, "这个交换包是写给别的机关的，本机关打不开，什么都没有导入。请核对文件是不是拿错了。"
    )

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
    ROUND_CHANGED = _Kind(
        409, "这些检查已经开始、取消或者换了人员，路线没有交给手机，别的都没有改变。请重新排路线再交。"
    )
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

    # Standards in step and figures that roll up
    STANDARD_KIND_UNKNOWN = _Kind(
        409, "本系统的版本还不认识“{kind}”这种标准，已原样保留。请升级后再处理，别的标准不受影响。"
    )
    STANDARD_UNCHANGED = _Kind(409, "内容与已经发布的第 {number} 版相同，没有重复发布。")
    STANDARD_DAYS_WRONG = _Kind(
        422,
        "日期不对：自 {since} 起可以采用，最迟 {until}。前者不能早于今天（{today}），后者不能早于前者。没有发布，内容仍在页面上。",
    )
    STANDARD_ALTERED = _Kind(422, "标准的内容与校验值不一致，没有收下，已有的各版没有改变。请市民防办重新发布。")
    STANDARD_DIFFERS = _Kind(
        409, "第 {number} 版早已收到，这次内容不同，没有收下，原来的一份没有改变。请与市民防办核对。"
    )
    STANDARD_NOT_OF_THE_CITY = _Kind(403, "只有市民防办发布全市标准，没有收下。")
    STANDARD_UNKNOWN = _Kind(409, "没有找到这一版标准，先保留，收到后自动处理。")
    STANDARD_UNREADABLE = _Kind(
        422, "“{where}”这一处本系统的版本读不懂，暂时不能采用；标准已原样保留。请升级后再试，或者与市民防办核对。"
    )
    STANDARD_FILE_MISSING = _Kind(409, "标准的文件“{name}”还没有送到，先保留，送到后自动处理。")
    STANDARD_DAY_WRONG = _Kind(422, "采用日期 {day} 不对，应当不早于 {since}。没有改变，请改日期。")
    STANDARD_OLDER = _Kind(409, "第 {number} 版已经决定采用或者正在使用，不能再采用更早的一版。什么都没有改变。")
    STANDARD_SETTLED = _Kind(409, "这一版已经办过（{what}），什么都没有改变。")
    STANDARD_OWN_PROPOSAL = _Kind(403, "提请人不能同时复核，什么都没有改变。请由另一名有权发布的人员复核。")
    STANDARD_COMMON_PART = _Kind(
        409,
        "“{code}”按全市标准第 {number} 版执行，共同部分不能改，什么都没有改变。本区的补充请在“标准同步”里添加。",
    )
    FIGURES_MONTH_RUNNING = _Kind(422, "{month} 还没有结束，不能上报。请在次月上报，什么都没有改变。")
    FIGURES_NO_CITY = _Kind(409, "还没有与市民防办建立交换，数字没有上报。请先由管理员建立交换，再签发。")
    FIGURES_UNCHANGED = _Kind(409, "与第 {number} 次上报的内容相同，没有重复上报。")
    FIGURES_DIFFER = _Kind(
        409, "{month} 第 {number} 次上报早已收到，这次内容不同，没有收下，原来的没有改变。更正请作为下一次上报。"
    )
    FIGURES_ALTERED = _Kind(422, "上报的数字与校验值不一致，没有收下。请上报的区重新签发。")
    FIGURES_REPORT_UNKNOWN = _Kind(409, "没有找到这份上报的数字，先保留，收到后自动处理。")
    SAMPLE_UNKNOWN = _Kind(409, "没有找到这次抽查，先保留，请负责人处理。")
    SAMPLE_GIVEN = _Kind(409, "这次抽查的行已经提供，没有重复发送。")
    SUPPLEMENT_WITHOUT_SECTION = _Kind(
        422, "补充项“{item}”所在的部分“{section}”在这一版里没有。请移到别的部分，或者删除这一补充项。"
    )
    SUPPLEMENT_CODE_TAKEN = _Kind(
        422, "补充项“{item}”的代码与全市标准的检查项相同。请改代码，或者删除这一补充项；已有的检查记录不受影响。"
    )
    SUPPLEMENT_WITHOUT_CONDITION = _Kind(
        422, "补充项“{item}”的显示条件指向“{asked}”，这一版里没有。请改显示条件，或者删除这一补充项。"
    )

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
    INVITATION_FORGED = _Kind(
        409, "邀请不是牵头人员的手机为这次检查签发的，或者被改动过。记录都已保留，请牵头人员把您加入检查。"
    )
    INVITATION_EXPIRED = _Kind(409, "邀请到 {until} 已经失效。记录都已保留，请牵头人员把您加入检查。")
    NO_PARTNERSHIP = _Kind(
        409, "{agency}不是牵头单位的协同部门，不能凭邀请参加。记录都已保留，请牵头单位核实后处理。"
    )
    PARTS_NOT_HERE = _Kind(409, "结束时还没有{departments}的部分，也没有写明理由。")
    FINDING_OF_ANOTHER_DEPARTMENT = _Kind(
        422, "“{finding}”由{department}的检查表查出，本机关没有处理的职权，应当移送，不能由本机关处理。"
    )
    FINDING_OF_A_STREET = _Kind(
        422,
        "“{finding}”是街镇巡查时看到的，不是执法人员检查查明的，不能据此责令改正或者处罚。请安排检查，现场核实后再处理。",
    )
    NOT_A_RECIPIENT = _Kind(422, "{agency}不是本机关的协同部门，不能移送给它。")
    PART_OF_ANOTHER_VISIT = _Kind(422, "扫描的是另一次检查的部分，没有收取。请对方在这次检查里出示。")
    FINDING_HANDED_OVER = _Kind(422, "“{finding}”已经移送{agency}，由其处理，本机关不再就它作出处理。")
    FINDING_TAKEN_BACK = _Kind(409, "这个问题已经撤回，没有移送。")
    HANDED_OVER_ALREADY = _Kind(409, "这个问题已经移送{agency}，没有重复移送。")
    OFFICER_NEEDED = _Kind(422, "请至少选择一名检查人员。")
    CHECKLIST_NEEDED = _Kind(422, "请至少选择一张检查表。")
    TRIGGER_REASON_NEEDED = _Kind(422, "这种检查须写明理由（投诉、线索、移交、专项方案等），填写后再安排。")
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
    RECEIPT_NOT_OFFICIAL = _Kind(
        422,
        "当场收缴须出具国务院财政部门或者省级财政部门统一制发的专用票据，请选择制发机关；不出具的，当事人有权拒绝缴纳。",
    )
    RECEIPT_USED_TWICE = _Kind(422, "票据号“{receipt}”已用于“{number}”，一张票据只能用一次，请核对票据。")
    COLLECTION_REASON_MISSING = _Kind(422, "请写明为什么不当场收缴事后难以执行。")
    PARTY_REQUEST_NOT_RECORDED = _Kind(
        422, "请记录当事人自己提出当场缴纳的要求，以及到银行或者电子支付缴纳为什么确有困难。"
    )
    PARTY_NOT_FULLY_TOLD = _Kind(422, "口头告知还缺少：{missing}。请告知后再记录。")
    DELIVERED_ON_ANOTHER_DAY = _Kind(
        422,
        "当场处罚决定书应当当场交付，决定日期是 {decided}，交付日期是 {delivered}。尚未交付的，请作废后重新制作。",
    )
    TOO_FEW_COPIES = _Kind(422, "当场处罚决定书一式两份（交当事人、存档备案），现有 {copies} 份，请补足。")
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
    NO_LONGER_ILLEGAL = _Kind(422, "{on} 施行的规定已不认为“{act}”是违法行为，不予处罚。")
    DECIDED_BEFORE_THE_ACT = _Kind(422, "作出决定的日期 {decide_on} 早于违法行为的日期 {act_on}，请核对。")
    NOT_TO_BE_PENALISED = _Kind(422, "所述情形依法不予行政处罚，应当对当事人进行教育。")
    FINE_OUTSIDE_TIER = _Kind(
        422, "按裁量基准，“{tier}”档的罚款应当在 {floor} 元至 {cap} 元之间，现在是 {fine} 元。"
    )
    CITATION_WRONG = _Kind(
        422,
        "条款“{article}”的写法不对，应当写成“第四十九条第一款第三项”这样的汉字条款，并从列表选择法规。填写的内容仍在页面上。",
    )
    AMOUNTS_REVERSED = _Kind(422, "金额不对：下限 {floor} 元、上限 {cap} 元。上限应当大于零，并且不低于下限。")
    DATES_REVERSED = _Kind(422, "日期不对：最后一日 {last} 早于第一日 {first}。请核对后再保存。")
    DATES_OVERLAP = _Kind(
        422, "与 {first} 起至 {last} 止的一行日期重叠，同一天只能有一种规定。请先让那一行终止，或者改用别的日期。"
    )
    ALREADY_ENDED = _Kind(422, "{first} 起的这一行已经在 {last} 终止，不能改到更晚。需要恢复时请新增一个版本。")
    TIERS_NOT_CONTIGUOUS = _Kind(
        422, "裁量档次应当依次相接：上一档到 {cap} 元，下一档却从 {floor} 元起。请让两档首尾相接。"
    )
    TIER_OUTSIDE_LAW = _Kind(
        422, "裁量基准超出法定幅度：“{act}”对{party}的罚款是 {floor} 元至 {cap} 元。请改在这个幅度以内。"
    )
    FACTOR_CODE_WRONG = _Kind(
        422, "因素代码“{code}”只能由小写字母、数字和下划线组成，例如 first_time。填写的内容仍在页面上。"
    )
    NOTHING_AMENDED = _Kind(422, "这份修订没有改变现行法规库的任何内容，不需要发布。")
    AMENDMENT_EMPTY = _Kind(422, "修订里还没有任何一行。请先添加要改的内容。")
    AMENDMENT_BROKEN = _Kind(422, "修订有 {count} 处问题，没有发布：{details}。草稿都在，请改正后再试。")
    AMENDMENT_NOT_DRAFT = _Kind(409, "这份修订已经提交或者发布，不能再改。需要改动时请先取回，或者另建一份修订。")
    OWN_AMENDMENT = _Kind(
        403, "起草人不能发布自己的修订，什么都没有改变。请由另一名法制审核人员或者负责人审核发布。"
    )
    LAW_CHANGED_SINCE = _Kind(
        409,
        "手机作出决定时用的是第 {held} 版法规库，现行第 {current} 版对“{act}”在决定当日的规定与它不同。请核对这份决定。",
    )
    REDUCED_NOT_ON_THE_SPOT = _Kind(
        422, "减轻处罚（对{party}低于 {floor} 元，现在是 {fine} 元）应当按普通程序办理，不能当场作出。"
    )
    CLOCK_UNKNOWN = _Kind(422, "没有名为“{clock}”的期限。可选：{choices}。")

    # Cases
    CASE_DAY_WRONG = _Kind(
        422, "日期 {day} 应当在 {since} 到 {today} 之间：不能早于前一步，也不能晚于今天。内容仍在页面上。"
    )
    RECUSED = _Kind(409, "已决定回避的人员不能办理“{step}”。")
    NOT_AN_INVESTIGATOR = _Kind(409, "“{step}”应当由本案承办人员办理，什么都没有改变。")
    INVESTIGATED_IT = _Kind(409, "本案承办人员不能同时办理“{step}”，请由其他人员办理。")
    CASE_FIELD_MISSING = _Kind(422, "“{field}”不能为空，内容没有保存，仍在页面上。")
    RECUSAL_NOT_ASKED = _Kind(422, "没有人申请该人员回避。")
    REGISTERED_EVIDENCE_OPEN = _Kind(422, "先行登记保存的物品还没有作出处理决定。")
    NOTHING_REGISTERED = _Kind(422, "没有等待处理的先行登记保存。")
    NO_EVIDENCE = _Kind(422, "本案还没有任何证据或者询问笔录，不能终结调查。")
    EVIDENCE_TWICE = _Kind(409, "同一份材料已经是本案证据（{title}），没有重复记录。")
    EXTENDS_NOTHING = _Kind(422, "延长后的最后一日应当在 {last} 之后。")
    TIME_BARRED = _Kind(
        422,
        "违法行为（{act}）到 {found} 才被发现，已过追究时效（最迟 {last}），不再给予行政处罚。可以终止案件或者不予处罚。",
    )
    EVIDENCE_NOT_YET_MADE = _Kind(422, "“{title}”形成于 {made}，收集日期不能更早。")
    EVIDENCE_NOT_CHOSEN = _Kind(422, "没有选择任何材料，什么都没有记录。请勾选至少一件。")
    EVIDENCE_FILE_NOT_TAKEN = _Kind(
        415, "“{name}”不是可以识别的照片、录音录像或者 PDF，没有收下。请另存为 PDF 后再上传，填写的内容都还在。"
    )
    NO_RIGHT_TO_A_HEARING = _Kind(422, "拟处罚款未达到听证标准（{threshold} 元以上），当事人可以陈述、申辩。")
    ASKED_TOO_LATE = _Kind(422, "要求听证的期限已于 {last} 届满。")
    HEARING_TOO_SOON = _Kind(422, "听证应当在 {earliest} 之后举行。")
    HEARING_NOT_NOTIFIED = _Kind(422, "还没有送达听证通知，不能举行听证。")
    NOT_REVIEWED = _Kind(422, "本案应当经法制审核通过，才能作出决定。")
    NOT_DELIBERATED = _Kind(422, "情节复杂或者重大违法行为，应当由负责人集体讨论决定。")
    NOT_TOLD = _Kind(422, "没有告知当事人拟作出的处罚，不得作出处罚决定。")
    HEAVIER_THAN_TOLD = _Kind(
        422, "决定的处罚（{fine} 元）重于告知的处罚（{told} 元）。不得因陈述申辩加重；确需变更的，应当重新告知。"
    )
    HEARING_MAY_STILL_BE_ASKED = _Kind(
        422, "当事人在 {last} 之前都可以要求听证，期满后或者当事人明确放弃后才能决定。"
    )
    LEFT_WITHOUT_WITNESS = _Kind(422, "留置送达应当记明拒收的理由和见证人（或者拍照、录像的情况）。")
    NO_CONSENT_TO_ELECTRONIC = _Kind(422, "电子送达应当有当事人签订的确认书，请填写确认书编号。")
    ANNOUNCEMENT_NOT_OVER = _Kind(422, "公告送达应当先发布公告并满三十日（{last} 届满）。")
    PAID_NOT_AS_OWED = _Kind(422, "缴纳金额 {paid} 元不对，还应缴 {owed} 元。")
    NOTHING_OWED = _Kind(422, "罚款已经缴清，不需要催告。")
    NOT_YET_DUE = _Kind(422, "缴款期限（{last}）还没有届满。")
    DEMAND_NOT_OVER = _Kind(422, "催告后应当等待当事人履行，{last} 之后才可以申请法院强制执行。")
    TRANSFER_NOT_PROPOSED = _Kind(422, "还没有提请移送公安机关，或者已经决定不予移送。")
    TRANSFER_NOT_APPROVED = _Kind(422, "负责人还没有批准移送公安机关。")
    STILL_OWED = _Kind(422, "罚款还有 {owed} 元没有缴清，也没有申请法院强制执行，不能结案。")
    CASE_PAPER_MISSING = _Kind(
        422, "“{step}”要有《{form}》，本案还没有制作，或者已经用于前一次。请先在案件页制作这份文书，再办理这一步。"
    )
    CASE_PAPER_AMOUNT_DIFFERS = _Kind(
        422, "《{form}》{number}写的罚款金额与本案的 {fine} 元不一致。请改正金额；文书已经制作的，作废后重新制作。"
    )
    CASE_PAPER_LATER = _Kind(422, "《{form}》{number}是 {made} 制作的，这一步不能办理在它之前。请核对办理日期。")
    CASE_PAPER_NOT_NOW = _Kind(409, "案件当前处于“{stage}”，不能制作《{form}》。没有制作，也没有占用编号。")
    CASE_PAPER_NOT_SERVED = _Kind(422, "请填写本案已经送达的文书的文号。没有送达的文书不用补正：请作废后重新制作。")
    HEARING_RIGHTS_NOT_TOLD = _Kind(
        422, "拟处罚款达到听证标准，告知书没有写明听证权利。请补上；告知书已经制作的，作废后重新制作。"
    )
    NO_DEFERRAL_APPROVED = _Kind(409, "还没有批准延期（分期）缴纳。请先在罚款页登记申请，由负责人批准。")
    PAID_AT_THE_FINE = _Kind(409, "“{step}”在罚款页登记，一处登记，案件页自动显示。没有重复登记。")
    FINE_NOT_SETTLED = _Kind(
        422,
        "本案罚款“{stage}”，尚欠加处罚款 {surcharge} 元，没有结清，也没有申请法院强制执行，不能结案。请先在罚款页办理。",
    )
    CASE_CHANGED_MEANWHILE = _Kind(409, "他人刚刚办理了本案的一步，您填写的内容仍在页面上，请核对后再提交。")
    # Papers and their Word templates
    PAPER_FORM_UNKNOWN = _Kind(422, "没有“{form}”这种文书，什么都没有制作。")
    PAPER_FIELD_UNKNOWN = _Kind(422, "《{form}》没有“{field}”这一项，文书没有制作，也没有占用编号。")
    PAPER_FIELD_WRONG = _Kind(422, "《{form}》的“{field}”格式不对，文书没有制作，也没有占用编号。")
    PAPER_CONTENT_MISSING = _Kind(422, "《{form}》缺少“{content}”，文书没有制作，也没有占用编号。请补充后再制作。")
    PAPER_ROWS_TOO_FEW = _Kind(
        422, "《{form}》的“{content}”至少要有 {least} 项，现有 {present} 项，文书没有制作，也没有占用编号。"
    )
    PAPER_AMOUNT_WRONG = _Kind(
        422, "《{form}》的“{content}”应当写成大写，例如“{example}”。文书没有制作，也没有占用编号。"
    )
    PAPER_OF_RECORD = _Kind(409, "《{form}》只能由已经留存的记录生成，不能另行制作。")
    PAPER_VOIDED = _Kind(409, "文书已经作废，没有改变。需要的话，请重新制作一份。")
    PAPER_SERVED = _Kind(
        409, "文书已经送达，不能作废，也不能再记一次送达。有错的，请制作文书补正书或者撤销决定书。"
    )
    PAPER_SERVICE_NOT_STATED = _Kind(422, "请写明受送达人和送达方式，送达没有记录。")
    TEMPLATE_NO_FILE = _Kind(422, "没有选择文件，什么都没有上传。")
    TEMPLATE_NOT_WORD = _Kind(
        422, "这不是 Word 文档（.docx），没有收下。请在 Word 或者 WPS 里另存为“Word 文档（*.docx）”再上传。"
    )
    TEMPLATE_TOO_LARGE = _Kind(
        413, "模板太大（{what}），没有收下。请去掉不需要的图片和内容再上传，文件最大 {most_mb} MB。"
    )
    TEMPLATE_NOT_SAFE = _Kind(422, "模板里有不允许的内容：{what}。没有收下。请在 Word 里删除后再上传。")
    TEMPLATE_WORDING_WRONG = _Kind(422, "模板里有看不懂的写法：{what}。没有收下。请对照本页的字段表改正。")
    TEMPLATE_WORDING_FORBIDDEN = _Kind(
        422, "模板里有不允许的写法：{what}。只能写字段、逐行重复和“有则显示”。没有收下。"
    )
    TEMPLATE_FIELD_UNKNOWN = _Kind(422, "模板里的“{field}”不是《{form}》的字段，没有收下。请对照本页的字段表改正。")
    TEMPLATE_FIELD_MISUSED = _Kind(422, "模板里的“{field}”用法不对：{what}。没有收下。")
    TEMPLATE_FIELD_MISSING = _Kind(422, "模板里没有“{label}”（{field}），这是必须载明的内容，没有收下。")
    TEMPLATE_TOO_SLOW = _Kind(422, "模板太复杂，在 {seconds} 秒内没有检查完，没有收下。请简化后再上传。")
    TEMPLATE_NOT_DRAFT = _Kind(409, "这个版本已经发布或者停用，没有改变。需要修改的，请上传一个新版本。")
    TEMPLATE_OWN_WORK = _Kind(403, "模板应当由上传人以外的人发布，请由另一名有权限的人员核对后发布。")
    # Fines
    FINE_OPEN_ALREADY = _Kind(409, "这份决定的罚款已经登记，没有重复登记。")
    PAYMENT_EVIDENCE_NEEDED = _Kind(422, "请填写缴款凭证号。填写的内容都还在。")
    PAYMENT_EMPTY = _Kind(422, "请填写缴纳的金额。")
    PAID_MORE_THAN_OWED = _Kind(
        422, "{what}尚欠 {owed} 元，登记的 {paid} 元超出或者不对，没有登记。多缴的应当退还，请先核对凭证。"
    )
    PAYMENT_STRUCK = _Kind(409, "这笔缴款已经划去，没有重复办理。")
    PAYMENT_NUMBER_USED = _Kind(409, "缴款凭证号“{evidence}”已经登记过，没有重复登记。")
    DAY_OUT_OF_RANGE = _Kind(422, "日期 {day} 不对，应当在 {since} 和今天（{today}）之间。没有登记。")
    PLAN_EMPTY = _Kind(422, "请写明每一期的日期和金额，最多 {most} 期。")
    PLAN_DAYS_WRONG = _Kind(422, "每一期的日期应当由先到后，并且都在 {on} 之后。")
    PLAN_SUM_WRONG = _Kind(422, "各期金额合计 {total} 元，应当等于尚未缴纳的 {owed} 元。")
    PLAN_LINE_WRONG = _Kind(422, "第 {line} 行“{text}”看不懂，应写成“2026-12-31 500”。填写的内容都还在。")
    DEFERRAL_PENDING = _Kind(409, "当事人的延期（分期）申请还没有答复，请先答复。")
    DEFERRAL_ANSWERED = _Kind(409, "没有等待答复的延期（分期）申请。")
    HARDSHIP_NOT_STATED = _Kind(422, "请写明当事人确有什么经济困难，以及证明材料。")
    PAUSES_OVERLAP = _Kind(422, "上一次复议或者诉讼还没有结束，或者日期重叠。请先登记其结束日期。")
    DECISION_NOT_WITHDRAWN = _Kind(409, "决定还没有撤销，不能制作撤销决定书。请先由负责人撤销。")
    SURCHARGE_NOT_ABOVE = _Kind(422, "减免 {waived} 元不对，应当大于零，不超过尚欠的加处罚款 {owed} 元。没有登记。")
    WAIVER_AFTER_COURT = _Kind(409, "已经申请法院强制执行，不能再由本机关减免加处罚款。没有登记。")
    AGREEMENT_NOT_STATED = _Kind(
        422, "请写明执行协议、当事人采取的补救措施，以及不损害公共利益和他人合法权益的理由。填写的内容都还在。"
    )
    NOTHING_PENDING = _Kind(409, "没有正在进行的复议或者诉讼。")
    CASH_NOT_LANDED = _Kind(422, "在水上收缴的罚款，请先登记抵岸日期。")
    CASH_BY_THE_SAME_PERSON = _Kind(403, "交款人不能自己确认收到，请由另一人确认。")

    # Papers that were served: corrected, withdrawn, taken off publication
    CORRECTS_THE_PENALTY = _Kind(
        422,
        "“{field}”属于处罚决定的实质内容，不能用补正书更改。确有错误的，请由负责人撤销后重新处理。",
    )
    PAPER_NOT_SERVED = _Kind(409, "决定书还没有交付，不用补正：请作废后重新制作，编号和作废理由存档。")
    SERVED_ALREADY = _Kind(409, "这份补正书已经登记送达，没有重复登记。")
    CORRECTS_NOTHING = _Kind(422, "请写明原文和补正后的文字，两者不能相同。")
    NOT_PUBLISHED = _Kind(409, "没有登记过公开，或者公开信息已经撤回。")
    PUBLISHED_ALREADY = _Kind(409, "这份决定已经登记公开，没有重复登记。")
    ADDRESS_OF_PUBLICATION_NEEDED = _Kind(422, "请写明公开的网站或者平台。")

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
    RESCUE_PHOTO_WRONG = _Kind(422, "这一件的内容与校验值不一致，没有收下。手机里的原件还好的话，请重新存一份。")
    RESCUE_PHOTO_FAILED = _Kind(500, "保存这一件时服务器出错，没有收下，仍留在文件里。请稍后再试一次。")

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

    # Plans and draws
    YEAR_PLAN_EMPTY = _Kind(422, "计划里还没有检查数量，没有报批。请先添加：哪种检查、哪个街镇、每季度多少次。")
    YEAR_PLAN_TWICE = _Kind(409, "{year} 年的计划已经有了，没有再建一份。请打开那一份。")
    YEAR_PLAN_LINE_TWICE = _Kind(409, "这个街镇的“{kind}”已经在计划里，没有再添加。要改数量，请先删去那一行。")
    YEAR_PLAN_DAY_WRONG = _Kind(
        422, "公布日期 {on} 不对，应当在批准之后、今天以前（{least} 至 {most}）。计划没有改变，请重新填写。"
    )
    FIGURES_DAY_WRONG = _Kind(
        422, "截止日期 {day} 不对，应当在 {since} 至 {most} 之间。记录都没有改变，请重新选择。"
    )
    TARGET_NOT_HIGHER = _Kind(
        422, "新的目标 {count} 件没有超过已定的 {least} 件，没有保存。目标只能追加，不能调低；请重新填写。"
    )
    TARGET_DAY_WRONG = _Kind(422, "完成日期 {day} 不对，应当在 {least} 至 {most} 之间。没有保存，请重新填写。")
    TARGET_NOT_MET = _Kind(
        409, "已定的目标是 {count} 件，现在完成 {done} 件，还没有完成，不能追加。没有保存；完成以后请再来追加。"
    )
    VISIT_NOT_PERMITTED = _Kind(
        422, "“{kind}”还没有经负责人批准（行政检查审批）。紧急的可以先做，记录照样收下，事后请及时补办。"
    )
    NOTICE_NOT_GIVEN = _Kind(
        422, "“{kind}”还没有行政检查通知书编号。请填写；现场已经开始的，记录照样收下，请补上编号。"
    )
    CODE_NOT_OBTAINED = _Kind(
        422, "“{kind}”还没有检查码。请先在上海市统一综合执法系统取得；现场已经开始的，记录照样收下，请补上。"
    )
    HEAD_NOT_ALONG = _Kind(422, "“{kind}”的人员里没有负责人。请把带队的负责人加进来，或者换一种检查。")
    PARTNER_NOT_ALONG = _Kind(422, "“{kind}”的人员里没有协同部门的人。请把他们加进来，或者换一种检查。")
    VISIT_PERMITTED_ALREADY = _Kind(409, "这次检查不需要审批，或者已经批准，没有再办一次。")
    NOTICE_TOO_LATE = _Kind(
        409, "这次检查{stage}，不能再出具检查通知书。什么都没有改变；事先出具过纸质通知书的，请补填编号。"
    )
    NOTICE_NOTED_ALREADY = _Kind(
        409, "已经登记了检查通知书编号“{number}”，一次检查只有一份通知书，没有再做一份。什么都没有改变。"
    )
    NOTICE_BEFORE_PERMISSION = _Kind(
        409, "“{kind}”还没有经负责人批准，不能出具检查通知书。什么都没有改变，请先批准检查。"
    )
    DRAW_COUNT_WRONG = _Kind(
        422, "名单里可以抽取的工程有 {most} 处，要抽取 {count} 处，数目不对。什么都没有改变，请改数目或者名单。"
    )
    DRAW_OFFICERS_LACKING = _Kind(
        422,
        "“{work}”可以派去的执法人员只有 {present} 人，需要 {needed} 人。什么都没有改变，请减少排除、回避，或者排除这处工程。",
    )
    DRAW_NO_CHECKLIST = _Kind(422, "没有选择适合这类工程的检查表，什么都没有改变。请选择已发布的检查表。")
    DRAW_EXCLUSION_EMPTY = _Kind(422, "没有选择工程或者人员，什么都没有改变。请至少选择一项。")
    DRAW_WORK_UNKNOWN = _Kind(422, "台账里没有编号“{number}”的工程，什么都没有改变。请核对编号。")
    DRAW_NOT_PUBLISHED = _Kind(409, "名单还没有公布，没有可以下载或者打印的内容。请先公布名单。")
    DRAW_WITNESS_NEEDED = _Kind(422, "没有填写见证人报出的数字或者词语，还没有抽取。请当场填写。")

    # Statutes and the handbook
    STATUTE_NO_TITLE = _Kind(422, "文件开头没有法规名称。第一行应当写成“# 法规名称”。没有导入任何内容。")
    STATUTE_NO_ARTICLES = _Kind(422, "文件里没有找到条文，条文应当写成“第一条 ……”。没有导入任何内容。")
    STATUTE_LINE_OUTSIDE = _Kind(422, "“{text}”不在任何一条之内，请并入条文，或者写成“## 第一章 ……”这样的标题。")
    STATUTE_HEADING_ORDER = _Kind(422, "标题“{heading}”的序号不连续，这里应当是{expected}。")
    STATUTE_FIRST_ARTICLE = _Kind(422, "条文从{article}开始，应当从第一条开始，请核对文件是否完整。")
    STATUTE_ARTICLE_ORDER = _Kind(
        422, "{article}前面是{before}，条号不连续。如果中间的条文已经删去，请补一行“{expected} （删去）”。"
    )
    STATUTE_ARTICLE_EMPTY = _Kind(422, "{article}没有内容，请补上条文。")
    STATUTE_ARTICLE_UNSPACED = _Kind(422, "“{article}”：条号后面要空一格再写条文。")
    STATUTE_ITEM_ORDER = _Kind(422, "（{item}）的序号不连续，这里应当是（{expected}）。")
    STATUTE_NUMERAL_WRONG = _Kind(422, "“{text}”里的序号读不出来，请改成“第十二条”这样的写法。")
    STATUTE_IN_FORCE_NEEDED = _Kind(422, "文中没有写明这个版本从哪一天起施行，请填写施行日期。没有导入任何内容。")
    STATUTE_IN_FORCE_DIFFERS = _Kind(
        422, "文中写明自 {stated} 起施行，与填写的 {given} 不一致，请核对。没有导入任何内容。"
    )
    STATUTE_IN_FORCE_TOO_EARLY = _Kind(
        422, "施行日期 {given} 早于最后一次通过或者修改的日期 {changed}，请核对。没有导入任何内容。"
    )
    STATUTE_FILE_FAULTY = _Kind(422, "文件有 {count} 处错误，没有导入任何内容。请按行号改正后重新上传。")
    STATUTE_CHANGED_MEANWHILE = _Kind(409, "预览之后这部法规已有新的版本，请重新上传文件预览。没有导入任何内容。")
    STATUTE_UNKNOWN = _Kind(404, "手册里没有“{name}”，请核对名称，或者请管理员先导入这部法规。")
    STATUTE_NAME_UNCLEAR = _Kind(422, "“{name}”可以指{titles}，请写全名称。")
    ARTICLE_UNKNOWN = _Kind(404, "《{title}》没有{place}，请核对条款项。")
    NOTE_WITHDRAWN = _Kind(409, "这条批注已经撤回，什么都没有改变。")
    CASE_NOT_DRAFT = _Kind(409, "只有草稿可以修改和发布。已发布的案例请先撤下，再另写一份。")
    CASE_NOT_PUBLISHED = _Kind(409, "这个案例没有发布，不用撤下。")
    CASE_CITES_NOTHING = _Kind(422, "请至少选一个违法行为，或者写明一条法律依据，再发布。草稿已经保存。")
    CASE_NOT_ANONYMOUS = _Kind(
        422, "案例里还有可以认出当事人的内容：{marks}。请改成“某公司”“某小区”等写法，再发布。草稿已经保存。"
    )
    CASE_ANONYMITY_UNSAID = _Kind(422, "请确认已经隐去当事人的名称、地址和证件号码，再发布。草稿已经保存。")

    # Case-file review
    OWN_FILE = _Kind(409, "{name} 是这件案卷的{part}，不能评查它，什么都没有改变。请由没有参与办理的人评查。")
    FILE_NOT_CLOSED = _Kind(409, "这件案卷还没有办结（现在“{stage}”），办结以后才能评查。")
    FILE_UNDER_REVIEW = _Kind(409, "这件案卷已经交给 {name} 评查，还没有签字。请等签字以后再另作评查。")
    NO_FILES_TO_REVIEW = _Kind(
        422, "没有符合条件、还没有评查的已办结案卷，没有选出。请改变年度、组、程序，或者勾选“评查过的也选”。"
    )
    NO_FREE_REVIEWER = _Kind(422, "符合条件的案卷有 {found} 件，所选的评查人都参与过办理，没有选出。请另选评查人。")
    REVIEW_NOT_YOURS = _Kind(409, "这份评查表由 {name} 评查，只有本人能填写和签字，什么都没有改变。")
    REVIEW_NOT_OPEN = _Kind(409, "这份评查表{state}，不能再改，什么都没有改变。需要更正的，请另作一次评查。")
    REVIEW_NOT_BEGUN = _Kind(409, "还没有开始评查。请先点“开始评查”，由软件先核对一遍。")
    CHECKS_UNANSWERED = _Kind(422, "还有 {count} 项没有评查：{questions}。已填的内容都在页面上。")
    CHECK_WITHOUT_REASON = _Kind(
        422, "判为不符合，或者与软件的判断不同的，要写明理由：{questions}。已填的内容都在页面上。"
    )
    # Leads
    LEAD_FROM_THE_FUTURE = _Kind(422, "收到日期 {day} 在今天之后，请核对。没有保存。")
    LEAD_WORK_UNKNOWN = _Kind(422, "台账里没有编号为“{number}”的工程，请核对编号；不清楚的可以留空，写明地点。")
    LEAD_NOT_HANDLED_ON_SITE = _Kind(
        409, "现场核查还没有结束，或者没有当场处罚、责令改正。没有发现违法的，请选“不予处理”并写明理由。"
    )
    HANDOVER_WRONG_WAY = _Kind(
        422,
        "“{kind}”不能从{sender}到{receiver}，没有发送。交办由市到区，上报、提请管辖由区到市，移送在平级或者部门之间。",
    )
    HANDOVER_DAY_PAST = _Kind(422, "办理期限 {day} 已经过去，没有发送。请写今天或者以后的日期。")
    HANDOVER_NO_PEER = _Kind(409, "还没有与{agency}建立连接，没有发送。请管理员先在“部门间交换”里配对。")
    HANDOVER_OTHER_SIDE = _Kind(409, "“{step}”由对方机关办理，什么都没有改变。")
    HANDOVER_NOT_TAKEN_ON = _Kind(
        409, "这是{agency}发来的案源，还没有受理，什么都没有改变。请先受理，或者写明理由退回。"
    )
    NUMBER_PREFIX_UNSET = _Kind(
        409,
        "还没有设置本机关的文书编号字头，文书没有编号，也没有制作。请管理员或者负责人在“设置”里填写“文书编号字头”（如沪松民防），再办一次。",
    )
    CASE_OFFERED_UP = _Kind(
        409, "本案已经提请上级管辖，正等答复，什么都没有改变。要由本机关继续办理的，请先在“案源交接”里撤回。"
    )
    CASE_TAKEN_UP = _Kind(409, "上级已经同意接办本案，什么都没有改变。请制作案件移送函，办理“移送有权机关”。")
    HANDOVER_NOT_RECALLED = _Kind(
        409, "这件案源在收到的机关已经是“{stage}”，不能撤回，什么都没有改变。不用再办的，请电话商量，由对方退回。"
    )
    HANDOVER_COPY_STAYS = _Kind(409, "抄送只供对方了解，不用受理，不能撤回。什么都没有改变。")
    PEER_TOO_OLD = _Kind(
        409, "对方的系统版本较旧，还不认识这种消息，没有发送，什么都没有改变。请电话请对方退回，或者等对方升级。"
    )
    LEAD_WITH_ANOTHER_OFFICE = _Kind(
        409,
        "这件案源已经发给{agency}，正等对方办理，什么都没有改变。"
        "对方退回后会自动重新研判；急的可以催办，对方还没有受理的可以撤回。",
    )
    QUESTION_SENT_UP = _Kind(409, "这个难题已经上报过，没有再发。要补充的，请写在意见里。")
    REMARK_NOT_YOURS = _Kind(409, "只有解答的人、指定的顾问和上报的机关可以发表意见，什么都没有改变。")
    ADVISER_WRONG = _Kind(422, "这个人不能做顾问：要是本机关可以查看难题的人，并且还没有指定过。什么都没有改变。")
    ANSWER_PUBLISHED = _Kind(409, "这个解答已经发布为示范解答，没有再发。")
    ANSWER_OF_ANOTHER_OFFICE = _Kind(409, "这是市民防办的解答，只能由市民防办撤回，什么都没有改变。")
    HANDOVER_UNKNOWN = _Kind(409, "这件案源本身还没有到，先保留，到了自动办理。")
    SHARED_QUESTION_UNKNOWN = _Kind(409, "这个难题本身还没有到，先保留，到了自动办理。")
    SHARED_ANSWER_UNKNOWN = _Kind(409, "要撤回的解答还没有到，先保留，到了自动办理。")
    LEAD_NOT_EARLIER = _Kind(422, "不能并入“{number}”：只能并入本单位先登记、没有并入别处的案源。")
    STREET_ONLY_PATROLS = _Kind(
        403, "街镇人员只能开展网格巡查，不能开展“{kind}”。这条记录没有收下，仍在手机里；确有需要请联系区民防办。"
    )
    STREET_NEVER_ENFORCES = _Kind(
        403, "街镇人员不是执法人员，不能制作检查笔录、责令改正或者处罚。这条记录没有收下；发现问题请上报案源。"
    )
    WORK_OF_ANOTHER_STREET = _Kind(
        409, "这个工程在台账里不属于本街镇，巡查记录还没有收下，仍在手机里。请联系区民防办核对台账。"
    )
    LEAD_NOT_FROM_PATROL = _Kind(
        422, "这条线索不是出自街镇的巡查，没有收下，仍在手机里。请在办公端“报送线索”里登记。"
    )
    DUTY_TWICE = _Kind(409, "清单里已经有“{kind}”，没有再加。要改数量，请先删去原来的一行。")
    DUTIES_EMPTY = _Kind(409, "责任清单还是空的，没有报送。请先添加责任。")
    DUTIES_TWICE = _Kind(409, "{street}已经有 {year} 年的责任清单，没有再建。请打开原来的一份。")
    DUTIES_DAY_WRONG = _Kind(422, "公布日期 {on} 应当在 {least} 和 {most} 之间，没有登记。")
    DUTY_NOT_BY_HAND = _Kind(422, "“{kind}”由系统从记录里数出，不用登记。没有保存。")
    DEED_CONFIRMED = _Kind(409, "这条履责记录已经确认，什么都没有改变。")
    MATTER_DUE_IN_THE_PAST = _Kind(422, "回复期限 {day} 在今天之前，请改为今天或者以后的日期。还没有交办。")
    MATTER_CLOSED = _Kind(409, "这件交办事项已经办结，什么都没有改变。请刷新页面核对。")
    MATTER_NOT_ANSWERED = _Kind(422, "街镇还没有回复，不能直接办结；不再需要的，请写明理由。什么都没有改变。")
    NOT_A_DAY = _Kind(422, "“{field}”应当是日期，例如 2026-11-28，现在是“{value}”。")
    IMPORT_SAME_ROW = _Kind(422, "与第 {row} 行的“{field}”相同。")
    GAP_CLOSED = _Kind(409, "“{gap}”的缺口已经没有了，没有列为案源。请刷新页面核对。")
    SUGGESTION_GONE = _Kind(409, "这条提示的情况已经变化，没有列为案源。请刷新页面核对。")
    PLATE_UNKNOWN = _Kind(404, "没有找到这块标牌，可能已经换发。请扫描现场最新的二维码，或者直接联系民防办公室。")
    RECEIPT_UNKNOWN = _Kind(422, "没有找到这个回执编号，请核对后再查。")
    REPORT_PHOTO_WRONG = _Kind(
        422, "“{name}”不是可以识别的照片（JPEG、PNG、WebP、HEIC），没有收下。请换一张，填写的文字仍在页面上。"
    )
    REPORT_PHOTO_TOO_LARGE = _Kind(
        422, "“{name}”超过 {most_mb} MB，没有收下。请换一张小一些的，填写的文字仍在页面上。"
    )
    REPORT_TOO_MANY_PHOTOS = _Kind(422, "照片最多 {most} 张，没有收下。请重新选择，填写的文字仍在页面上。")
    MILESTONE_FROM_THE_FUTURE = _Kind(422, "完成日期 {day} 在今天之后，请核对。没有保存。")

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
