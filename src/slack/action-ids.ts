/** Every name by which Slack tells us what was typed, pressed or sent. Each stands here once. */
export const commands = {
  referral: "/referral",
  worklist: "/worklist",
  caseCard: "/case",
  escalate: "/escalate",
  calendar: "/tandem-calendar",
  people: "/tandem-people",
} as const;

export const actions = {
  pickUp: "pick-up",
  readReferral: "read-referral",
  openToldByTelephone: "open-told-by-telephone",
  openDiscussion: "open-discussion",
  openStep: "open-step",
  openRisk: "open-risk",
  openHandBack: "open-hand-back",
  openMore: "open-more",
  openNote: "open-note",
  openPeople: "open-people",
  openExclude: "open-exclude",
  openTakeAccess: "open-take-access",
  openDeparture: "open-departure",
  openAnswerDeparture: "open-answer-departure",
  sendUrgent: "send-urgent",
  openCase: "open-case",
  openWhy: "open-why",
  openWhoLooked: "open-who-looked",
  redrawCase: "redraw-case",
  pickUpFromCase: "pick-up-from-case",
  worklistMine: "worklist-mine",
  worklistTeam: "worklist-team",
  worklistFirst: "worklist-first",
  worklistNext: "worklist-next",
  signHandOver: "sign-hand-over",
  personLeft: "person-left",
  haveNews: "have-news",
  openEscalation: "open-escalation",
} as const;

export const views = {
  waiting: "waiting",
  referral: "referral",
  toldByTelephone: "told-by-telephone",
  discussion: "discussion",
  stepChoice: "step-choice",
  step: "step",
  risk: "risk",
  handBack: "hand-back",
  note: "note",
  people: "people",
  exclude: "exclude",
  takeAccess: "take-access",
  departure: "departure",
  answerDeparture: "answer-departure",
  calendar: "calendar",
  register: "register",
  person: "person",
  shown: "shown",
} as const;

/** The event type under which our messages carry their opaque key. */
export const messageMetadataType = "tandem_notice";
