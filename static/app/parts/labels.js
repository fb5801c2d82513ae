/** Words for codes on the wire. */

import { t } from "../words/translate.js";

/** @param {string} code */
export const stageLabel = (code) =>
  ({
    planned: t("待检查"),
    under_way: t("检查中"),
    finished: t("待审核"),
    returned: t("已退回"),
    approved: t("已通过"),
    cancelled: t("已取消"),
    made: t("待交付"),
    ordered: t("待改正"),
    corrected: t("已改正"),
    delivered: t("待备案"),
    filed: t("已备案"),
    voided: t("已作废"),
    withdrawn: t("已撤销"),
  })[code] ?? code;

/** @param {string} code */
export const agencyKindLabel = (code) =>
  ({ city: t("市民防办"), district: t("区民防办"), street: t("街镇"), fire: t("消防部门"), work_safety: t("应急部门") })[code] ?? code;

/** @param {string} code */
export const visitKindLabel = (code) =>
  ({
    planned: t("计划检查"),
    triggered: t("触发检查"),
    re_inspection: t("复查"),
    joint: t("联合检查"),
    patrol: t("网格巡查"),
    special: t("专项检查"),
    surprise: t("突击检查"),
    head_led: t("带队检查"),
  })[code] ?? code;

/** @param {string} code of what a visit may need before it begins */
export const paperLabel = (code) =>
  ({
    permission: t("行政检查审批"),
    notice: t("行政检查通知书"),
    code: t("检查码"),
    reason: t("检查理由"),
    head: t("负责人带队"),
    partner: t("协同部门人员"),
  })[code] ?? code;

/** @param {string} code */
export const severityLabel = (code) => ({ minor: t("轻微"), ordinary: t("一般"), serious: t("严重") })[code] ?? code;

/** @param {string} code */
export const verdictLabel = (code) => ({ met: t("合格"), not_met: t("不合格"), not_applicable: t("不适用") })[code] ?? code;

/** @param {string} code */
export const workStatusLabel = (code) => ({ in_use: t("在用"), under_construction: t("在建"), other: t("其他") })[code] ?? code;

/** @param {string} code */
export const partyPartLabel = (code) =>
  ({
    owner: t("产权（投资）单位"),
    manager: t("管理使用单位"),
    builder: t("建设（施工）单位"),
    designer: t("设计单位"),
    supervisor_firm: t("监理单位"),
  })[code] ?? code;

/** @param {string} form */
export const formLabel = (form) =>
  ({
    on_the_spot_decision: t("当场行政处罚决定书"),
    correction_order: t("责令改正通知书"),
    inspection_record: t("现场检查笔录"),
  })[form] ?? form;

/** @param {string} type of an event */
export const eventLabel = (type) =>
  ({
    visit_started: t("开始检查"),
    visit_joined: t("扫码参加检查"),
    officers_named: t("增加检查人员"),
    place_fixed: t("记录位置"),
    answer_given: t("回答检查项"),
    finding_recorded: t("记录问题"),
    finding_withdrawn: t("撤回问题"),
    finding_handed_over: t("移送问题"),
    part_shown: t("收取其他部门的部分"),
    photo_taken: t("拍照"),
    photo_captioned: t("照片说明"),
    photo_discarded: t("删除照片"),
    recording_made: t("录音录像"),
    recording_captioned: t("录音录像说明"),
    recording_discarded: t("删除录音录像"),
    identity_shown: t("出示证件"),
    party_told: t("告知"),
    party_heard: t("听取陈述申辩"),
    statement_made: t("当事人陈述"),
    decision_made: t("作出当场处罚决定"),
    order_made: t("责令改正"),
    record_sealed: t("制作检查笔录"),
    signature_given: t("签名"),
    signing_refused: t("拒绝签名"),
    decision_delivered: t("交付决定书"),
    order_delivered: t("交付责令改正通知书"),
    form_voided: t("作废文书"),
    order_checked: t("复查改正情况"),
    return_answered: t("答复退回意见"),
    visit_finished: t("结束检查"),
    question_asked: t("提出难题"),
    lead_raised: t("上报案源"),
  })[type] ?? type;

/** @param {string} state of a lead, for whoever reported it */
export const leadStateLabel = (state) =>
  ({ received: t("已收到，等待处理"), under_way: t("正在核实"), passed_on: t("已转交有权处理的部门"), done: t("已经办结") })[state] ?? state;

/** @param {string} result */
export const leadResultLabel = (result) =>
  ({
    on_site: t("经查实，已在现场处理"),
    case_filed: t("经查实，已立案"),
    case_ended: t("立案后已经办结"),
    not_filed: t("经审查，不予立案"),
    taken_over: t("已由有权处理的部门接收"),
    not_needed: t("经核实，不需要处理"),
    merged: t("与先前的线索是同一件事，合并办理"),
  })[result] ?? result;

/** @param {string} state of a work's patrols */
export const patrolStateLabel = (state) =>
  ({ never: t("从未巡查"), overdue: t("逾期未巡查"), soon: t("七日内应巡查"), fine: t("未到期") })[state] ?? state;

/** @param {string} grade */
export const placeGradeLabel = (grade) =>
  ({ A: t("A 现场定位"), B: t("B 入口定位"), C: t("C 扫码确认"), D: t("D 人工填写"), X: t("X 位置矛盾") })[grade] ?? grade;

/** @param {string} reason */
export const placeReasonLabel = (reason) =>
  ({
    on_the_spot: t("现场定位，时间新、精度好"),
    entrance_fix: t("下地下室前在入口定位"),
    fix_not_fresh: t("定位已超过一分钟"),
    work_without_coordinates: t("台账没有出入口坐标，无法比对"),
    inaccurate: t("定位精度不够"),
    fix_too_old: t("定位已超过四小时"),
    too_far: t("定位点离工程太远"),
    exif_elsewhere: t("照片自带位置在别处"),
    code_scanned: t("扫描了工程二维码"),
    code_of_another_work: t("扫描的是另一工程的标牌"),
    code_unknown: t("标牌在手机里查不到，同步后由服务器核对"),
    typed_with_reason: t("人工填写并说明了原因"),
    typed_without_reason: t("人工填写，没有说明原因"),
    nothing_known: t("没有位置记录"),
  })[reason] ?? reason;
