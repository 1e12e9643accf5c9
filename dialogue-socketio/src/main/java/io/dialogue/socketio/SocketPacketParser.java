package io.dialogue.socketio;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.dialogue.event.JsonTrees;

/**
 * Reads Socket.IO packets, and reads none that breaks the protocol (version 5) or the
 * server's limits.
 */
final class SocketPacketParser {

	/** Enough for every number that JavaScript counts to. */
	private static final int MAX_ID_DIGITS = 15;

	/** More than any number has that is one to JavaScript, or an amount of money. */
	private static final int MAX_NUMBER_LENGTH = 100;

	private final JsonTrees trees;

	private final int maxAttachments;

	SocketPacketParser(SocketIoServerSettings settings) {
		StreamReadConstraints constraints = StreamReadConstraints.builder()
			.maxNestingDepth(settings.maxJsonDepth())
			.maxNumberLength(MAX_NUMBER_LENGTH)
			.maxStringLength(settings.maxPacketSize())
			.maxDocumentLength(settings.maxPacketSize())
			.build();
		this.trees = new JsonTrees(JsonMapper.builder(JsonFactory.builder().streamReadConstraints(constraints).build())
			.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.build());
		this.maxAttachments = settings.maxAttachments();
	}

	/**
	 * Reads a packet.
	 * @param text the packet's text
	 * @return the packet, or {@code null} if it is malformed
	 */
	@Nullable SocketPacket parse(String text) {
		SocketPacket.Type type = text.isEmpty() ? null : SocketPacket.Type.of(text.charAt(0));
		if (type == null) {
			return null;
		}
		try {
			SocketPacket packet = new Cursor(text).read(type);
			return isValid(packet) ? packet : null;
		}
		catch (JacksonException | NumberFormatException ex) {
			return null;
		}
	}

	/**
	 * The fields of a JSON object as plain values.
	 * @param object the object
	 * @return a new map
	 */
	Map<String, Object> toMap(ObjectNode object) {
		return this.trees.toMap(object);
	}

	private boolean isValid(SocketPacket packet) {
		JsonNode data = packet.data();
		if (packet.type().isBinary() && (packet.attachments() < 1 || packet.attachments() > this.maxAttachments)) {
			return false;
		}
		return switch (packet.type()) {
			case CONNECT -> data == null || data.isObject();
			case DISCONNECT -> data == null;
			case EVENT, BINARY_EVENT -> data != null && data.isArray() && !data.isEmpty() && isName(data.get(0));
			case ACK, BINARY_ACK -> packet.id() != null && data != null && data.isArray();
			case CONNECT_ERROR -> false;
		};
	}

	private static boolean isName(JsonNode name) {
		return name.isString() || name.isNumber();
	}

	/**
	 * Reads one text from left to right.
	 */
	private final class Cursor {

		private final String text;

		private int position = 1;

		Cursor(String text) {
			this.text = text;
		}

		SocketPacket read(SocketPacket.Type type) {
			int attachments = type.isBinary() ? attachments() : 0;
			String namespace = namespace();
			String id = digits();
			Long number = id.isEmpty() ? null : Long.valueOf(id);
			JsonNode data = (this.position < this.text.length())
					? SocketPacketParser.this.trees.read(this.text.substring(this.position)) : null;
			return new SocketPacket(type, namespace, attachments, number, data);
		}

		private int attachments() {
			int count = Integer.parseInt(digits());
			if (this.position >= this.text.length() || this.text.charAt(this.position++) != '-') {
				throw new NumberFormatException();
			}
			return count;
		}

		private String namespace() {
			if (this.position >= this.text.length() || this.text.charAt(this.position) != '/') {
				return SocketPacket.MAIN_NAMESPACE;
			}
			int comma = this.text.indexOf(',', this.position);
			int end = (comma >= 0) ? comma : this.text.length();
			String name = this.text.substring(this.position, end);
			this.position = Math.min(end + 1, this.text.length());
			int query = name.indexOf('?');
			return (query >= 0) ? name.substring(0, query) : name;
		}

		private String digits() {
			int start = this.position;
			while (this.position < this.text.length() && isDigit(this.text.charAt(this.position))) {
				this.position++;
			}
			if (this.position - start > MAX_ID_DIGITS) {
				throw new NumberFormatException();
			}
			return this.text.substring(start, this.position);
		}

		private static boolean isDigit(char character) {
			return character >= '0' && character <= '9';
		}

	}

}
