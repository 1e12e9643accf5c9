package io.dialogue.socketio;

import java.nio.charset.StandardCharsets;

import tools.jackson.core.io.JsonStringEncoder;

import io.dialogue.client.OutboundMessage;
import io.dialogue.error.DialogueException;

/**
 * Writes Socket.IO packets of one namespace.
 */
final class Frames {

	private static final Frames MAIN = new Frames(SocketPacket.MAIN_NAMESPACE);

	private final String namespace;

	/** What stands before the content. */
	private final String prefix;

	private Frames(String namespace) {
		this.namespace = namespace;
		this.prefix = SocketPacket.MAIN_NAMESPACE.equals(namespace) ? "" : namespace + ",";
	}

	/**
	 * The writer of a namespace.
	 * @param namespace the namespace
	 * @return that of all connections, if it is the main one
	 */
	static Frames of(String namespace) {
		return SocketPacket.MAIN_NAMESPACE.equals(namespace) ? MAIN : new Frames(namespace);
	}

	/**
	 * The writer of the main namespace.
	 * @return always the same one
	 */
	static Frames main() {
		return MAIN;
	}

	/**
	 * The namespace.
	 * @return its name
	 */
	String namespace() {
		return this.namespace;
	}

	/**
	 * Confirms a connection: {@code 40{"sid":"…"}}.
	 * @param id the connection's id
	 * @return the packet
	 */
	EncodedPacket connect(String id) {
		return EncodedPacket.text("40" + this.prefix + "{\"sid\":\"" + id + "\"}");
	}

	/**
	 * Refuses a connection: {@code 44{"message":"…","data":{"code":"…"}}}.
	 * @param error the reason
	 * @return the packet
	 */
	EncodedPacket connectError(DialogueException error) {
		return EncodedPacket.text("44" + this.prefix + "{\"message\":" + quote(error.text()) + ",\"data\":{\"code\":\""
				+ error.code().name() + "\"}}");
	}

	EncodedPacket invalidNamespace() {
		return EncodedPacket.text("44" + this.prefix + "{\"message\":\"Invalid namespace\"}");
	}

	/**
	 * Tells a client to stay away: {@code 41}.
	 * @return the packet
	 */
	EncodedPacket disconnect() {
		return EncodedPacket.text("41" + this.prefix);
	}

	/**
	 * Sends an event: {@code 42["name",argument]}.
	 * @param message the event
	 * @return the packet
	 */
	EncodedPacket event(OutboundMessage message) {
		return event("", message);
	}

	/**
	 * Sends an event that asks for an acknowledgement: {@code 42<id>["name",argument]}.
	 * @param message the event
	 * @param ackId the id of the acknowledgement
	 * @return the packet
	 */
	EncodedPacket event(OutboundMessage message, long ackId) {
		return event(String.valueOf(ackId), message);
	}

	private EncodedPacket event(String ackId, OutboundMessage message) {
		String name = quote(message.name());
		return packet("42" + this.prefix + ackId + "[" + name + ((message.length() > 0) ? "," : ""), message);
	}

	/**
	 * Acknowledges an event: {@code 43<id>[argument]}.
	 * @param id the id of the acknowledgement
	 * @param message its argument
	 * @return the packet
	 */
	EncodedPacket ack(long id, OutboundMessage message) {
		return packet("43" + this.prefix + id + "[", message);
	}

	private static EncodedPacket packet(String head, OutboundMessage message) {
		byte[] start = head.getBytes(StandardCharsets.UTF_8);
		byte[] packet = new byte[start.length + message.length() + 1];
		System.arraycopy(start, 0, packet, 0, start.length);
		message.copyTo(packet, start.length);
		packet[packet.length - 1] = ']';
		return EncodedPacket.text(packet, message.droppable());
	}

	private static String quote(String text) {
		return '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + '"';
	}

}
