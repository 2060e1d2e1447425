import { fileURLToPath } from "node:url";

/** Where programs that the machine lacks are unpacked: inside the checkout, ignored by git. */
export const toolsFolder = fileURLToPath(new URL("../.data/tools", import.meta.url));
