/**
 * The client of Dialogue.
 *
 * @packageDocumentation
 */
export { createDialogueClient, DialogueClient } from "./client.js";
export type { StateDetail, TokenReason, ReconnectionOptions } from "./connection.js";
export type { BackoffOptions } from "./backoff.js";
export type { ContractShape, DialogueContract, Payload, Received, RoomId, Triggered } from "./contract.js";
export { DialogueError, type ClientErrorCode } from "./error.js";
export type { AuthOptions, DialogueClientOptions } from "./options.js";
export { RoomContext, type RoomState } from "./room-context.js";
export { SocketIoTransport, type SocketIoOptions } from "./socket-io-transport.js";
export type { Acknowledgement, ConnectionState, Transport, TransportDetail } from "./transport.js";
export type {
	CreateRoomOptions, EventMessage, HistoryPage, HistoryQuery, JoinOptions, LeftDetail, RequestOptions, RoomInfo,
	RoomList, TriggerOptions, TriggerResult, Unsubscribe,
} from "./types.js";
