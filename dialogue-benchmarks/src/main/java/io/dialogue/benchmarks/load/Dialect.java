package io.dialogue.benchmarks.load;

import io.netty.buffer.ByteBuf;

/**
 * How clients of one server talk. Used on the generator's event loop only.
 */
public interface Dialect {

	/** How much of a message {@link #isDelivery} may look at. */
	int PREFIX = 16;

	/**
	 * The path and query of the WebSocket.
	 * @return the request's target
	 */
	String target();

	/**
	 * Says hello.
	 * @param client a client whose WebSocket is open
	 */
	void opened(LoadClient client);

	/**
	 * Whether a message is one of those that are counted. Decided by its first bytes,
	 * because this is done for each of them.
	 * @param in holds at least the first {@link #PREFIX} bytes, or all there are
	 * @param start where the message starts
	 * @param length how long it is
	 * @return whether it is a delivery
	 */
	boolean isDelivery(ByteBuf in, int start, int length);

	/**
	 * Handles any other message.
	 * @param client who received it
	 * @param message the message
	 */
	void received(LoadClient client, String message);

	/**
	 * Asks the server to send something to all in a room.
	 * @param client the sender, a member
	 * @param json what to send
	 */
	void trigger(LoadClient client, String json);

}
