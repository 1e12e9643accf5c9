package io.dialogue.gateway;

import io.dialogue.client.ClientConnection;
import io.dialogue.event.Droppable;

/**
 * Where transports hand over what clients ask for: the one door into the library. A
 * transport opens a session for each client that asks to connect and reports to it.
 */
public interface DialogueGateway {

	/**
	 * Begins to connect a client: authenticates it, and then calls
	 * {@link ClientConnection#accept} or {@link ClientConnection#refuse}, later and on
	 * another thread. Never blocks.
	 * @param connection the connection
	 * @return the session, to which the transport reports
	 */
	GatewaySession open(ClientConnection connection);

	/**
	 * Reports that a transport dropped an event for a client that reads too slowly. May
	 * be called by any thread.
	 * @param event the event, as it was in the message
	 */
	default void dropped(Droppable event) {
	}

}
