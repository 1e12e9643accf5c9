import { createContext, createElement, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from "react";
import { createDialogueClient, type DialogueClient } from "../client.js";
import type { StateDetail } from "../connection.js";
import type { ContractShape, DialogueContract } from "../contract.js";
import type { DialogueClientOptions } from "../options.js";
import type { ConnectionState } from "../transport.js";
import { storesOf, type ClientStores } from "./client-stores.js";

const Context = createContext<ClientStores | undefined>(undefined);

/** What a provider is given: a client that somebody else connects, or the options of one of its own. */
export interface DialogueProviderProps {
	/** A client; whoever made it connects and disconnects it. */
	client?: DialogueClient<any>;
	/** Options of a client that lives as long as the provider; they are read once. */
	options?: DialogueClientOptions;
	/** What may use the client. */
	children?: ReactNode;
}

/** Gives a client to the components below. On a server it connects nothing. */
export function DialogueProvider({ client, options, children }: DialogueProviderProps): ReactNode {
	const [own] = useState(() => client ?? createDialogueClient<ContractShape>({ ...options, autoConnect: false }));
	const current = client ?? own;
	const stores = storesOf(current);
	useEffect(() => client === undefined ? stores.hold() : undefined, [client, stores]);
	return createElement(Context.Provider, { value: stores }, children);
}

/** @internal */
export function useStores(): ClientStores {
	const stores = useContext(Context);
	if (stores === undefined) {
		throw new Error("Dialogue's hooks need a <DialogueProvider> around them");
	}
	return stores;
}

/** The client and the state of its connection. */
export interface Dialogue<C extends ContractShape = DialogueContract> {
	/** The client. */
	client: DialogueClient<C>;
	/** The state of its connection. */
	state: ConnectionState;
	/** Whether it is connected. */
	connected: boolean;
	/** More about the state. */
	detail: StateDetail;
	/** The user id that the server has assigned; empty before the first connection. */
	userId: string;
}

/** The client of the provider above, and the state of its connection. */
export function useDialogue<C extends ContractShape = DialogueContract>(): Dialogue<C> {
	const { client, connection } = useStores();
	const snapshot = useSyncExternalStore(connection.subscribe, connection.snapshot, connection.serverSnapshot);
	return { client: client as unknown as DialogueClient<C>, connected: snapshot.state === "connected", ...snapshot };
}
