/** A delivery report as RFC 3464 has it. */
export const deliveryReport = (status: readonly string[], returned: readonly string[] = []): string =>
  [
    "From: Mail Delivery System <mailer-daemon@council.example>",
    "To: tandem@council.example",
    "Subject: Undelivered Mail Returned to Sender",
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "I am sorry: Demo Child could not be told.",
    "--b",
    "Content-Type: message/delivery-status",
    "",
    ...status,
    "",
    "--b",
    "Content-Type: text/rfc822-headers",
    "",
    ...returned,
    "",
    "--b--",
    "",
  ].join("\r\n");

/** What it says of one recipient. */
export const perRecipient = (action: string, status: string) => [
  "",
  "Final-Recipient: rfc822; unit@police.example",
  `Action: ${action}`,
  `Status: ${status}`,
];
