import type { ReactNode } from "react";
import { textAt, type JsonObject } from "../../../json.ts";
import { useSurface } from "../surface.ts";
import { parseMrkdwn, type Piece } from "./mrkdwn.ts";

const tags = { bold: "strong", italic: "em", struck: "s" } as const;

const PersonName = ({ id, label }: { readonly id: string; readonly label: string }): ReactNode => {
  const { people } = useSurface();
  const name = label || (people.find(({ user }) => user === id)?.name ?? id);
  return <span className="mention">@{name}</span>;
};

const drawPiece = (piece: Piece, index: number): ReactNode => {
  switch (piece.kind) {
    case "text":
      return piece.text;
    case "line":
      return <br key={index} />;
    case "code":
      return <code key={index}>{piece.text}</code>;
    case "preformatted":
      return <pre key={index}>{piece.text}</pre>;
    case "link":
      return (
        <a key={index} href={piece.url} target="_blank" rel="noreferrer">
          {piece.text}
        </a>
      );
    case "person":
      return <PersonName key={index} id={piece.id} label={piece.label} />;
    case "channel":
      return `#${piece.label || piece.id}`;
    case "bold":
    case "italic":
    case "struck": {
      const Tag = tags[piece.kind];
      return <Tag key={index}>{piece.inside.map(drawPiece)}</Tag>;
    }
  }
};

/** Text with Slack's markup. */
export const Mrkdwn = ({ text }: { readonly text: string }): ReactNode => parseMrkdwn(text).map(drawPiece);

/** Slack's text object: with markup or without. */
export const TextObject = ({ text }: { readonly text: JsonObject }): ReactNode =>
  text["type"] === "mrkdwn" ? <Mrkdwn text={textAt(text, "text")} /> : textAt(text, "text");
