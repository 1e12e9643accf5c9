package io.dialogue.socketio;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

import io.dialogue.client.DisconnectReason;

/**
 * What a namespace does with clients that ask to connect to it. Called on event loops: no
 * method may block.
 */
@FunctionalInterface
interface NamespaceHandler {

	/**
	 * A client asks to connect. It waits until it is accepted or refused.
	 * @param connection the connection
	 * @return what is told about it from now on
	 */
	Listener connect(SocketConnection connection);

	/**
	 * What a connection reports. Called by one thread at a time.
	 */
	interface Listener {

		/**
		 * An event came in.
		 * @param name its name
		 * @param arguments its arguments, without the name
		 * @param attachments its binary attachments, to which placeholders refer
		 * @param ack the id with which to acknowledge it, or {@code null}
		 */
		void event(JsonNode name, ArrayNode arguments, List<byte[]> attachments, @Nullable Long ack);

		/**
		 * The client acknowledged something, or pretends to.
		 * @param ack the id of the acknowledgement
		 * @param arguments its arguments
		 * @param attachments its binary attachments, to which placeholders refer
		 */
		void acknowledged(long ack, ArrayNode arguments, List<byte[]> attachments);

		/**
		 * The connection ended. Called once; no event comes any more.
		 * @param reason why
		 */
		void closed(DisconnectReason reason);

		/**
		 * When all is handled that came in, also if the connection has ended.
		 * @return completes then; at once where events are handled as they come
		 */
		default CompletionStage<?> handled() {
			return CompletableFuture.completedStage(null);
		}

	}

}
