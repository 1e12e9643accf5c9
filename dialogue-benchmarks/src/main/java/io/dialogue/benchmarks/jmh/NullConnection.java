package io.dialogue.benchmarks.jmh;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.dialogue.client.ClientConnection;
import io.dialogue.client.DisconnectReason;
import io.dialogue.client.Handshake;
import io.dialogue.client.OutboundMessage;
import io.dialogue.error.DialogueException;

/**
 * A connection that drops what it is to send.
 */
final class NullConnection implements ClientConnection {

	private static final Handshake HANDSHAKE = new Handshake("127.0.0.1", Map.of(), Map.of(), Map.of(), Map.of(),
			Instant.EPOCH);

	private static final FanOut FAN_OUT = NullConnection::sendAll;

	private final String id = UUID.randomUUID().toString();

	private long sent;

	private boolean joined;

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public Handshake handshake() {
		return HANDSHAKE;
	}

	@Override
	public boolean isOpen() {
		return true;
	}

	@Override
	public void accept() {
	}

	@Override
	public void refuse(DialogueException error) {
		throw error;
	}

	@Override
	public void send(OutboundMessage message) {
		this.sent++;
		this.joined |= message.name().equals("dialogue:joined");
	}

	@Override
	public void sendWithAck(OutboundMessage message, long ackId) {
		send(message);
	}

	boolean isJoined() {
		return this.joined;
	}

	long sent() {
		return this.sent;
	}

	@Override
	public boolean isWritable() {
		return true;
	}

	@Override
	public void whenWritable(Runnable task) {
		task.run();
	}

	@Override
	public FanOut fanOut() {
		return FAN_OUT;
	}

	private static void sendAll(OutboundMessage message, List<? extends ClientConnection> recipients) {
		for (ClientConnection recipient : recipients) {
			((NullConnection) recipient).sent++;
		}
	}

	@Override
	public void close(DisconnectReason reason) {
	}

	@Override
	public void pauseReading() {
	}

	@Override
	public void resumeReading() {
	}

}
