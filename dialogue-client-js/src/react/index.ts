/**
 * Hooks for React 18 and 19.
 *
 * @packageDocumentation
 */
export { DialogueProvider, useDialogue, type Dialogue, type DialogueProviderProps } from "./provider.js";
export {
	useEvent, useHistory, useRoom, useRoomList, useTrigger,
	type UsedHistory, type UsedRoom, type UsedRoomList, type UsedTrigger, type UseHistoryOptions,
} from "./hooks.js";
export { createDialogueHooks, type DialogueHooks } from "./typed.js";
