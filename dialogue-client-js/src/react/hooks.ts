import { useCallback, useEffect, useInsertionEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import type { ContractShape, DialogueContract, Payload, Received, RoomId, Triggered } from "../contract.js";
import { DialogueError } from "../error.js";
import type { AnyRoom, RoomContext, RoomState } from "../room-context.js";
import type { EventMessage, RoomInfo, TriggerOptions, TriggerResult } from "../types.js";
import { HistoryStore } from "./history-store.js";
import { useStores } from "./provider.js";
import { idle } from "./room-store.js";

/** A room that a component uses. */
export interface UsedRoom<C extends ContractShape, R extends RoomId<C>> {
	/** Its context, for the other hooks; `undefined` until the component is there. */
	room: RoomContext<C, R> | undefined;
	/** Whether it is joined. */
	state: RoomState;
	/** The same in one word. */
	joined: boolean;
	/** Its name for people. */
	name: string;
	/** Why it could not be joined, or was left. */
	error: Error | undefined;
	/** Joins again after an error. */
	join: () => void;
}

/**
 * Joins a room while the component is there. Components that use the same room share it; the last one leaves it,
 * unless it was joined without a hook before.
 */
export function useRoom<C extends ContractShape = DialogueContract, R extends RoomId<C> = RoomId<C>>(roomId: R): UsedRoom<C, R> {
	const stores = useStores();
	const unused = useMemo(() => idle(roomId), [roomId]);
	const subscribe = useCallback((handler: () => void) => stores.room(roomId).subscribe(handler), [stores, roomId]);
	const { room, state, name, error } = useSyncExternalStore(subscribe,
		() => stores.peek(roomId)?.snapshot() ?? unused, () => unused);
	const join = useCallback(() => stores.room(roomId).join(), [stores, roomId]);
	return { room, state, joined: state === "joined", name, error, join };
}

/** Calls the handler at each such event. The handler may change with each rendering. */
export function useEvent<C extends ContractShape, R extends RoomId<C>, E extends Received<C, R>>(
	room: RoomContext<C, R> | undefined, eventName: E, handler: (message: EventMessage<Payload<C, E>>) => void): void {
	const latest = useRef(handler);
	useInsertionEffect(() => {
		latest.current = handler;
	});
	useEffect(() => (room as AnyRoom | undefined)?.on(eventName, (message) => latest.current(message as never)), [room, eventName]);
}

/** Settings of `useHistory`. */
export interface UseHistoryOptions {
	/** How many events a page has. 30 by default. */
	pageSize?: number;
	/** How many events are kept while new ones come; the oldest are dropped, and may be loaded again. 1000 by default. */
	maxEvents?: number;
}

/** A room's events, for an infinite scroll. */
export interface UsedHistory<T> {
	/** The events, oldest first. */
	events: readonly EventMessage<T>[];
	/** Whether a page is being loaded. */
	loading: boolean;
	/** Whether there may be older events. */
	hasMore: boolean;
	/** Why the last page could not be loaded. */
	error: Error | undefined;
	/** Loads a page of older events, unless one is being loaded or there are none. */
	loadMore: () => Promise<void>;
}

/** The newest page of a room's events, of one name or of all for `null`, what comes after it, and older pages on demand. */
export function useHistory<C extends ContractShape, R extends RoomId<C>, E extends Received<C, R>>(
	room: RoomContext<C, R> | undefined, eventName: E | null, { pageSize = 30, maxEvents = 1000 }: UseHistoryOptions = {},
): UsedHistory<Payload<C, E>> {
	const store = useMemo(() => new HistoryStore(room, eventName, pageSize, maxEvents), [room, eventName, pageSize, maxEvents]);
	const snapshot = useSyncExternalStore(store.subscribe, store.snapshot, store.serverSnapshot);
	return { ...snapshot as Omit<UsedHistory<Payload<C, E>>, "loadMore">, loadMore: store.loadMore };
}

/** How to trigger an event, and how that goes. */
export interface UsedTrigger<P> {
	/** Triggers the event. Its errors are also in `error`, so that the promise may be ignored. */
	trigger: (data: P, meta?: Record<string, unknown>, options?: TriggerOptions) => Promise<TriggerResult>;
	/** Whether an acknowledgement is awaited. */
	pending: boolean;
	/** Why the last one was refused. */
	error: Error | undefined;
}

/** Triggers an event of a room. */
export function useTrigger<C extends ContractShape, R extends RoomId<C>, E extends Triggered<C, R>>(
	room: RoomContext<C, R> | undefined, eventName: E): UsedTrigger<Payload<C, E>> {
	const [{ pending, error }, setState] = useState<{ pending: number; error: Error | undefined }>({ pending: 0, error: undefined });
	const trigger = useCallback<UsedTrigger<Payload<C, E>>["trigger"]>((data, meta, options) => {
		setState((state) => ({ pending: state.pending + 1, error: undefined }));
		const promise = room === undefined ? Promise.reject(new DialogueError("DISCONNECTED", "The room is not there yet"))
			: (room as AnyRoom).trigger(eventName, data, meta, options);
		promise.then(() => undefined, (reason: unknown) => reason instanceof Error ? reason : new Error(String(reason)))
			.then((failure) => setState((state) => ({ pending: state.pending - 1, error: failure ?? state.error })));
		return promise;
	}, [room, eventName]);
	return { trigger, pending: pending > 0, error };
}

/** The rooms that the client may see. */
export interface UsedRoomList {
	/** The rooms; their sizes are those of the last refresh. */
	rooms: readonly RoomInfo[];
	/** How many there are: more than `rooms` has where the server's list would have been too large. */
	total: number;
	/** Whether they are being listed. */
	loading: boolean;
	/** Why they could not be listed. */
	error: Error | undefined;
	/** Lists them anew. */
	refresh: () => Promise<void>;
}

/** Lists the rooms, and follows what is created and deleted. */
export function useRoomList(): UsedRoomList {
	const { roomList } = useStores();
	const snapshot = useSyncExternalStore(roomList.subscribe, roomList.snapshot, roomList.serverSnapshot);
	return { ...snapshot, refresh: roomList.refresh };
}
