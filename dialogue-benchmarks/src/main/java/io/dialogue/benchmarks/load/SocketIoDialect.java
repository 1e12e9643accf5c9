package io.dialogue.benchmarks.load;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;

/**
 * Engine.IO 4 and Socket.IO 5 over WebSocket, as far as a client needs them.
 */
final class SocketIoDialect implements Dialect {

	/** Before the event's name: 4, 2, bracket and quote. */
	private static final int NAME = 4;

	private final String join;

	private final String trigger;

	private final byte[] eventName;

	/**
	 * Creates a dialect.
	 * @param join the arguments with which a client joins a room, a format of the room
	 * @param eventName the name of the event that is counted
	 * @param trigger the arguments with which a client triggers an event, a format of the
	 * room and the payload
	 */
	SocketIoDialect(String join, String eventName, String trigger) {
		this.join = join;
		this.trigger = trigger;
		this.eventName = eventName.getBytes(StandardCharsets.US_ASCII);
	}

	@Override
	public String target() {
		return "/socket.io/?EIO=4&transport=websocket";
	}

	@Override
	public void opened(LoadClient client) {
		// The server speaks first.
	}

	@Override
	public boolean isDelivery(ByteBuf in, int start, int length) {
		int end = Math.min(PREFIX - NAME, this.eventName.length);
		if (length < NAME + end || in.getByte(start + 1) != '2') {
			return false;
		}
		return in.getByte(start + NAME + end - 1) == this.eventName[end - 1]
				&& in.getByte(start + NAME + end - 3) == this.eventName[end - 3];
	}

	@Override
	public void received(LoadClient client, String message) {
		if (message.startsWith("0")) {
			client.send("40");
		}
		else if (message.equals("2")) {
			client.send("3");
		}
		else if (message.startsWith("40")) {
			if (client.room() != null) {
				client.send("42" + this.join.formatted(client.room()));
			}
			client.ready();
		}
		else if (message.startsWith("44") || message.startsWith("42[\"dialogue:error\"")) {
			client.failed(message);
		}
	}

	@Override
	public void trigger(LoadClient client, String json) {
		client.send("42" + this.trigger.formatted(client.room(), json));
	}

}
