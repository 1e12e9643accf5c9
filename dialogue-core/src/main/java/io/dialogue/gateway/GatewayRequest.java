package io.dialogue.gateway;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.dialogue.client.OutboundMessage;

/**
 * What a client asks for: a message's name, its first argument, and the way to
 * acknowledge it.
 *
 * @param name the message's name
 * @param payload its first argument; a missing node if there was none
 * @param attachments how many binary attachments came with it, of which no request may
 * have any: payloads are JSON
 * @param ack takes the acknowledgement's only argument, as a message whose name is of no
 * account; {@code null} if the client asked for none. Called once at most, by any thread
 */
public record GatewayRequest(String name, JsonNode payload, int attachments, @Nullable Consumer<OutboundMessage> ack) {

	/**
	 * A request without attachments.
	 * @param name the message's name
	 * @param payload its first argument; a missing node if there was none
	 * @param ack takes the acknowledgement's only argument, or {@code null}
	 */
	public GatewayRequest(String name, JsonNode payload, @Nullable Consumer<OutboundMessage> ack) {
		this(name, payload, 0, ack);
	}

	/**
	 * Leaves out the payload, which is the user's.
	 */
	@Override
	public String toString() {
		return "GatewayRequest[ack=" + (this.ack != null) + "]";
	}

}
