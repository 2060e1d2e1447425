import type { ReactNode } from "react";
import type { PageState } from "../contract.ts";
import { ClockControl } from "./clock-control.tsx";
import { Conversation } from "./conversation.tsx";
import { Drawer } from "./drawer.tsx";
import { Inspector, InspectorSwitch } from "./inspector.tsx";
import { Mails, MailsSwitch } from "./mails.tsx";
import { Modal } from "./modal/modal.tsx";
import { Notices } from "./notices.tsx";
import { Reset } from "./reset.tsx";
import { Sidebar } from "./sidebar.tsx";
import { useSnapshot } from "./use-page.ts";

const Banner = (): ReactNode => (
  <p className="banner">
    <strong>Simulated Slack:</strong> fictional people, not a place for a real case
  </p>
);

const Top = ({ clock, mails }: Pick<PageState, "clock" | "mails">): ReactNode => (
  <header>
    <a className="skip" href="#conversation">
      Go to the conversation
    </a>
    <Drawer summary={`Duty time: ${clock.says}`}>
      <div className="row bar">
        <ClockControl />
        <MailsSwitch mails={mails} />
        <InspectorSwitch />
        <Reset />
      </div>
    </Drawer>
  </header>
);

/** The whole page. */
export const App = (): ReactNode => {
  const { state, notice } = useSnapshot();
  if (state === undefined)
    return (
      <>
        <Banner />
        <p role="status">{notice?.text ?? "Opening the simulated workspace."}</p>
      </>
    );
  return (
    <>
      <Banner />
      <Top clock={state.clock} mails={state.mails} />
      <div className="columns">
        <Sidebar state={state} />
        <Conversation state={state} />
        <Mails mails={state.mails} />
        <Inspector />
      </div>
      <Notices />
      {state.modal === undefined ? null : <Modal modal={state.modal} />}
    </>
  );
};
