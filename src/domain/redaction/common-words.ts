/** The words of the bot's own messages; test/domain/redaction reads them off the renderer and names one that is missing. */
const wordsOfMessages = `
  about accepts access accountable act acting action address administrator administrators adult adults after again
  agency agree agreed alarm alleged allocated alone anchor and another answer answered any anything apart are area
  arrested arrive arrived ask asked back bail bank because been before beforehand being below birth borough both
  boxing breach but call called came can cannot care case cases central chair change changed changes channel checked
  checks child children chose christmas city clock clocks closed code colleague come comes concern concerns conditions
  conference constable control conversation core coronation could council county crime custody danger database date
  day days dealing december decide decided degraded deliver delivered depart departure designated desk detective
  detention diary did disagree discuss discussed discussion disk district does done down due duties duty earlier
  earliest early east easter edition education else emerged enquiry everybody evidence expect expected fall falls
  family february file fill first for force forensic found friday from funeral further get gets goes good group had
  hand handed harm has have health hear held here hold holds holiday hours hub immediate incomplete initial inspector
  into investigation invitation invited its itself january joint jubilee kind king know known late later leave list
  local log longer look looks lost machine machines mail mailbox mailed manager managers march may meeting merged
  message messages minute minutes missed mock monday more mourning moved moves multi name named names need needed
  never new news next nhs night nobody none north not note nothing notice november now number october off offence
  office officer one only open opened opens operations operators other others out outside over overdue own owners part
  partnership pass passed past people person pick place plain plan police possibility post postcode practitioner press
  probation proposes protect protection protocol public put queen reach read reader reading reads ready reason reasons
  reassessed record recorded redis ref reference referral referrals referred refuse refused refuses registered release
  released reminder reminders report rest review reviewed right ring risk room rota rule safeguarding safety said same
  saturday say says seconds section secure see seemed seen send sender sends sent sergeant server service services
  settled shift should shown sign signed signs since single slack smtp social some somebody something south speak
  spring standard stands stay step still stood strategy summer sunday suspect take taken takes tandem team teams
  telephone tell than that the them then there they think this thursday time times together token told too took top
  tried tuesday two type undefined under unit until urgency urgent urgently vouches wait waited waits was way
  wednesday went were west what when whether who whoever whom why will with withdrawn work worker working worklist
  workspace would write writes writing written wrong wrote year yet you your yours yourself`;

/** Ordinary words that are also names of people, as administrators may write them in a reason. */
const wordsThatAreNames = `
  art autumn bill black bridge brown chase church close court cross dawn drew faith field frank grace grant green guy
  hall hill hope house joy lane long mark old page park pat rich road rob rose school short storm story street sue
  white young`;

/**
 * Words that say nothing of anybody when they stand alone, in the form in which words are compared. A child may have one
 * as a name: then only the whole name counts.
 */
export const commonWords: ReadonlySet<string> = new Set(
  [wordsOfMessages, wordsThatAreNames].flatMap((words) => words.trim().split(/\s+/)),
);

const shortWords = new Set(
  "a e i s t im an as at be by do go he if in is it me my no of on or so to up us we am pm re st nd rd th".split(
    " ",
  ),
);

/** Whether a word is one of everyday sentences: two of them in a row are not one name cut in two. */
export const isOrdinary = (word: string): boolean => commonWords.has(word) || shortWords.has(word);
