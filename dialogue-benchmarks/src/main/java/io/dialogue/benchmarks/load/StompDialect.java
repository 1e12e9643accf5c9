package io.dialogue.benchmarks.load;

import io.netty.buffer.ByteBuf;

/**
 * STOMP 1.2 over WebSocket, as far as a client needs it, without heartbeats.
 */
final class StompDialect implements Dialect {

	@Override
	public String target() {
		return "/stomp";
	}

	@Override
	public void opened(LoadClient client) {
		client.send("CONNECT\naccept-version:1.2\nheart-beat:0,0\nhost:localhost\n\n\0");
	}

	@Override
	public boolean isDelivery(ByteBuf in, int start, int length) {
		return length > 0 && in.getByte(start) == 'M';
	}

	@Override
	public void received(LoadClient client, String message) {
		if (message.startsWith("CONNECTED")) {
			if (client.room() != null) {
				client.send("SUBSCRIBE\nid:0\ndestination:/topic/" + client.room() + "\n\n\0");
			}
			client.ready();
		}
		else if (message.startsWith("ERROR")) {
			client.failed(message);
		}
	}

	@Override
	public void trigger(LoadClient client, String json) {
		client.send("SEND\ndestination:/topic/" + client.room() + "\ncontent-type:application/json\n\n" + json + "\0");
	}

}
