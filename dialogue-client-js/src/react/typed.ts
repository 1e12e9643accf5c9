import type { ContractShape, RoomId } from "../contract.js";
import { useEvent, useHistory, useRoom, useRoomList, useTrigger, type UsedRoom } from "./hooks.js";
import { DialogueProvider, useDialogue, type Dialogue } from "./provider.js";

/** The hooks, typed by a contract. */
export interface DialogueHooks<C extends ContractShape> {
	/** Gives a client to the components below. */
	DialogueProvider: typeof DialogueProvider;
	/** The client, and the state of its connection. */
	useDialogue: () => Dialogue<C>;
	/** Joins a room while the component is there. */
	useRoom: <R extends RoomId<C>>(roomId: R) => UsedRoom<C, R>;
	/** Calls a handler at each event. */
	useEvent: typeof useEvent;
	/** A room's events, for an infinite scroll. */
	useHistory: typeof useHistory;
	/** Triggers an event of a room. */
	useTrigger: typeof useTrigger;
	/** Lists the rooms. */
	useRoomList: typeof useRoomList;
}

/** The hooks, typed by a contract: `export const { useRoom, useEvent } = createDialogueHooks<Contract>()`. */
export function createDialogueHooks<C extends ContractShape>(): DialogueHooks<C> {
	return {
		DialogueProvider,
		useDialogue: () => useDialogue<C>(),
		useRoom: <R extends RoomId<C>>(roomId: R) => useRoom<C, R>(roomId),
		useEvent,
		useHistory,
		useTrigger,
		useRoomList,
	};
}
