package io.dialogue.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.dialogue.client.ClientConnection;
import io.dialogue.client.MessageEncoder;
import io.dialogue.client.OutboundMessage;
import io.dialogue.error.DialogueException;
import io.dialogue.membership.RoomList;
import io.dialogue.ratelimit.RateLimitedException;

/**
 * The answer to one request: its acknowledgement if the client asked for one, exactly
 * once, or else a message.
 */
final class Answer {

	private final AtomicBoolean given = new AtomicBoolean();

	private final GatewayRequest request;

	private final ClientConnection connection;

	private final JsonMapper mapper;

	Answer(GatewayRequest request, ClientConnection connection, JsonMapper mapper) {
		this.request = request;
		this.connection = connection;
		this.mapper = mapper;
	}

	/** Acknowledges; without acknowledgement, nothing is sent. */
	void ok(Object fields) {
		ok(null, fields);
	}

	/** Acknowledges, or sends a message with the same fields. */
	void ok(@Nullable String name, Object fields) {
		if (!this.given.compareAndSet(false, true)) {
			return;
		}
		if (this.request.ack() != null) {
			ObjectNode answer = this.mapper.createObjectNode().put("ok", true);
			ObjectNode result = this.mapper.valueToTree(fields);
			answer.setAll(result);
			acknowledge(this.mapper.writeValueAsBytes(answer));
		}
		else if (name != null) {
			this.connection.send(OutboundMessage.of(name, this.mapper.writeValueAsBytes(fields)));
		}
	}

	/** Acknowledges or sends fields that are encoded already, without opening brace. */
	void okEncoded(String name, byte[] fields) {
		if (!this.given.compareAndSet(false, true)) {
			return;
		}
		ByteArrayOutputStream json = new ByteArrayOutputStream(fields.length + 16);
		json.writeBytes(((this.request.ack() != null) ? "{\"ok\":true," : "{").getBytes(StandardCharsets.US_ASCII));
		json.writeBytes(fields);
		if (this.request.ack() != null) {
			acknowledge(json.toByteArray());
		}
		else {
			this.connection.send(OutboundMessage.of(name, json.toByteArray()));
		}
	}

	/** Acknowledges or sends a list of rooms, whose acknowledgement has fields. */
	void okRooms(RoomList list, MessageEncoder encoder) {
		if (this.request.ack() != null) {
			Integer total = list.total();
			byte[] end = ((total != null) ? ",\"total\":" + total + "}" : "}").getBytes(StandardCharsets.US_ASCII);
			ByteArrayOutputStream fields = new ByteArrayOutputStream(list.rooms().length + end.length + 16);
			fields.writeBytes("\"rooms\":".getBytes(StandardCharsets.US_ASCII));
			fields.writeBytes(list.rooms());
			fields.writeBytes(end);
			okEncoded("dialogue:rooms", fields.toByteArray());
		}
		else if (this.given.compareAndSet(false, true)) {
			list.messages(encoder).forEach(this.connection::send);
		}
	}

	void error(DialogueException refusal) {
		if (!this.given.compareAndSet(false, true)) {
			return;
		}
		ObjectNode error = this.mapper.createObjectNode();
		if (this.request.ack() != null) {
			error.put("ok", false);
		}
		error.put("code", refusal.code().name()).put("message", refusal.text());
		if (refusal.retryAfter() != null) {
			error.put("retryAfter", Math.max(1, refusal.retryAfter().toMillis()));
		}
		if (this.request.ack() != null) {
			acknowledge(this.mapper.writeValueAsBytes(error));
		}
		else if (!(refusal instanceof RateLimitedException limited && limited.isSilent())) {
			this.connection.send(OutboundMessage.of("dialogue:error", this.mapper.writeValueAsBytes(error)));
		}
	}

	boolean isGiven() {
		return this.given.get();
	}

	private void acknowledge(byte[] json) {
		if (this.request.ack() != null) {
			this.request.ack().accept(OutboundMessage.of("ack", json));
		}
	}

}
