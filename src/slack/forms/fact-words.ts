import { agencyName, capital, custodyInWords, custodyOptions } from "../words.ts";
import type { LearnedFact } from "../../domain/steps/learned-facts.ts";
import type { Choice } from "../elements.ts";

type Asked = { readonly label: string; readonly choices: readonly Choice[] };

const choice = (value: string, label: string): Choice => ({ value, label });

/** How each fact is asked, and what can be answered. */
export const factInWords: Readonly<Record<LearnedFact, Asked>> = {
  mode: {
    label: "How are the enquiries made?",
    choices: [
      choice("joint", "Jointly"),
      choice("single-agency", "By one agency alone"),
      choice("none", "No enquiries"),
      choice("undecided", "Not decided yet"),
    ],
  },
  enquirer: {
    label: "If by one agency alone: by which?",
    choices: [
      choice("social-care", `By ${agencyName("social-care")}`),
      choice("police", `By ${agencyName("police")}`),
    ],
  },
  harm: {
    label: "What harm is alleged?",
    choices: [
      choice("physical", "Physical"),
      choice("sexual", "Sexual"),
      choice("emotional", "Emotional"),
      choice("neglect", "Neglect"),
    ],
  },
  medical: {
    label: "Is a medical examination needed?",
    choices: [choice("needed", "Yes"), choice("may-be-needed", "It may be"), choice("not-needed", "No")],
  },
  otherConcern: {
    label: "Does anything else worry you about the child?",
    choices: [
      choice("domestic-abuse", "Domestic abuse"),
      choice("gangs", "Gangs"),
      choice("missing", "Going missing"),
      choice("sexual-exploitation", "Sexual exploitation"),
      choice("none", "None of these"),
    ],
  },
  threshold: {
    label: "Which threshold is met?",
    choices: [
      choice("child-in-need", "Child in need (section 17)"),
      choice("significant-harm", "Significant harm (section 47)"),
    ],
  },
  held: {
    label: "How was it held?",
    choices: [choice("meeting", "As a meeting"), choice("conversation", "As a conversation or calls")],
  },
  assessment: {
    label: "Is an assessment needed?",
    choices: [choice("required", "Yes"), choice("not-required", "No")],
  },
  message: {
    label: "What was passed on?",
    choices: [
      choice("update", "An update on an open enquiry"),
      choice("vetting-check", "A vetting or previous-conviction check"),
      choice("intelligence-check", "A request for an intelligence check"),
    ],
  },
  reasonNotToRefer: {
    label: "Why is it not referred?",
    choices: [
      choice("no-deliberate-cruelty", "No deliberate cruelty, ill-treatment or abandonment"),
      choice("accident-likelier", "An accident is likelier, by context and history"),
      choice("sexual-behaviour", "Sexual behaviour, nothing disclosed, no concerning history"),
      choice("other", "Another reason"),
    ],
  },
  suspect: {
    label: "Have the police interviewed the person alleged?",
    choices: [
      choice("interviewed", "Yes"),
      choice("not-interviewed", "No"),
      choice("not-known", "Not known"),
    ],
  },
  custody: {
    label: "How does the person alleged stand now?",
    choices: custodyOptions.map((one) => choice(one, capital(custodyInWords[one]))),
  },
  disagreement: {
    label: "Is the disagreement settled?",
    choices: [choice("settled", "Yes"), choice("not-settled", "No")],
  },
  newHarm: {
    label: "If it is an update: does it bring new or increased harm?",
    choices: [choice("yes", "Yes"), choice("no", "No"), choice("not-known", "Not known")],
  },
  referrer: {
    label: "Has whoever brought the concern been told?",
    choices: [choice("told", "Yes"), choice("not-possible", "Not possible, and below is why")],
  },
  charging: {
    label: "Charging advice",
    choices: [choice("awaited", "Awaited"), choice("decided", "Decided")],
  },
  matrix: {
    label: "Is that what the threshold matrix advises?",
    choices: [choice("followed", "Yes"), choice("more", "No, it is more"), choice("less", "No, it is less")],
  },
  interview: {
    label: "Who conducts the interview?",
    choices: [
      choice("joint", "The police and social care together"),
      choice("police", "The police alone"),
      choice("social-care", "Social care alone"),
    ],
  },
  conference: {
    label: "Which conference is it?",
    choices: [choice("initial", "The initial conference"), choice("review", "A review conference")],
  },
  attendance: {
    label: "Do the police need to come?",
    choices: [choice("required", "They need to come"), choice("report-enough", "A written report is enough")],
  },
  attendanceGround: {
    label: "Why would the police come? Tick all that apply",
    choices: [
      choice("current-investigation-in-family", "Physical or sexual abuse in the family is investigated now"),
      choice("past-investigation-and-escalation", "It was investigated before, and things are clearly worse"),
      choice("wilful-neglect-investigation", "Wilful neglect is investigated"),
      choice("police-protection", "It follows from police protection"),
      choice("sexual-exploitation", "Sexual exploitation is thought possible"),
      choice("serious-domestic-abuse", "Serious domestic abuse, and the police work with the family now"),
      choice("registered-sexual-offender", "A registered sexual offender is in or around the home"),
      choice("negotiated", "Chair and detective inspector agree on a clear need"),
    ],
  },
  plan: {
    label: "Is there to be a child protection plan?",
    choices: [choice("yes", "Yes"), choice("no", "No")],
  },
  category: {
    label: "If there is a plan: in which category?",
    choices: [
      choice("neglect", "Neglect"),
      choice("physical", "Physical"),
      choice("sexual", "Sexual"),
      choice("emotional", "Emotional"),
    ],
  },
  policeInCoreGroup: {
    label: "Do the core group and the plan give the police a part?",
    choices: [choice("yes", "Yes"), choice("no", "No")],
  },
};
