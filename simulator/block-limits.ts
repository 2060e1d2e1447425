/** Slack's documented limits that are checked here, in characters unless the name says otherwise. */
export const limits = {
  blocksInMessage: 50,
  blocksInView: 100,
  messageBlockText: 13_200,
  viewBytes: 250_000,
  viewTitle: 24,
  privateMetadata: 3000,
  id: 255,
  sectionText: 3000,
  fieldText: 2000,
  fields: 10,
  headerText: 150,
  contextElements: 10,
  actionElements: 25,
  label: 2000,
  markdown: 12_000,
  buttonText: 75,
  buttonValue: 2000,
  url: 3000,
  options: 100,
  optionText: 75,
  optionValue: 150,
  placeholder: 150,
  plainTextInput: 3000,
  updateText: 4000,
} as const;

/** Fewer options than a select menu's 100. */
export const optionLimits: Readonly<Record<string, number>> = {
  radio_buttons: 10,
  checkboxes: 10,
  overflow: 5,
};

export const choiceElements: ReadonlySet<string> = new Set([
  "static_select",
  "multi_static_select",
  "radio_buttons",
  "checkboxes",
  "overflow",
]);

/** Elements that stand in an input block only. */
export const inputOnlyElements: ReadonlySet<string> = new Set([
  "plain_text_input",
  "email_text_input",
  "url_text_input",
  "number_input",
  "file_input",
]);

/** Elements that may stand in a section's accessory or an actions block, and in an input block too. */
export const pickerElements: ReadonlySet<string> = new Set([
  "static_select",
  "multi_static_select",
  "external_select",
  "multi_external_select",
  "users_select",
  "multi_users_select",
  "conversations_select",
  "multi_conversations_select",
  "channels_select",
  "multi_channels_select",
  "radio_buttons",
  "checkboxes",
  "datepicker",
  "timepicker",
  "datetimepicker",
  "rich_text_input",
]);

export const pressElements: ReadonlySet<string> = new Set(["button", "overflow", "workflow_button"]);

/** Block types that are accepted without a closer look. */
export const uncheckedBlocks: ReadonlySet<string> = new Set([
  "divider",
  "rich_text",
  "table",
  "video",
  "file",
  "call",
  "alert",
  "data_table",
  "data_visualization",
  "context_actions",
  "task_card",
  "plan",
  "card",
  "carousel",
]);
