/** The module that the server serves. */
export * from "dialogue-client";
