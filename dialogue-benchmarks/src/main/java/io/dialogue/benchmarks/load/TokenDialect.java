package io.dialogue.benchmarks.load;

import java.util.function.Supplier;

import io.netty.buffer.ByteBuf;

/**
 * Socket.IO of clients that do nothing but connect with a token.
 */
final class TokenDialect implements Dialect {

	private final Supplier<String> tokens;

	TokenDialect(Supplier<String> tokens) {
		this.tokens = tokens;
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
		return false;
	}

	@Override
	public void received(LoadClient client, String message) {
		if (message.startsWith("0")) {
			client.send("40{\"token\":\"" + this.tokens.get() + "\"}");
		}
		else if (message.equals("2")) {
			client.send("3");
		}
		else if (message.startsWith("42[\"dialogue:connected\"")) {
			client.ready();
		}
		else if (message.startsWith("44") || message.startsWith("41")) {
			client.failed(message);
		}
	}

	@Override
	public void trigger(LoadClient client, String json) {
		throw new UnsupportedOperationException("These clients only connect");
	}

}
