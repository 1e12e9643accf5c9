import type { ContractShape, RoomId } from "../contract.js";
import { useEvent, useHistory, useRoom, useRoomList, useTrigger, type UsedRoom } from "./hooks.js";
import { DialogueProvider, useDialogue, type Dialogue } from "./provider.js";

/** The hooks, typed by a contract. */
export interface DialogueHooks<C extends ContractShape> {
	DialogueProvider: typeof DialogueProvider;
	useDialogue: () => Dialogue<C>;
	useRoom: <R extends RoomId<C>>(roomId: R) => UsedRoom<C, R>;
	useEvent: typeof useEvent;
	useHistory: typeof useHistory;
	useTrigger: typeof useTrigger;
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
