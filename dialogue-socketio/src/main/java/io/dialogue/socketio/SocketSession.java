package io.dialogue.socketio;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.dialogue.client.DisconnectReason;
import io.dialogue.client.Handshake;
import io.dialogue.client.OutboundMessage;

/**
 * One client's Socket.IO session: its connections to namespaces, and the packets that it
 * sends to them.
 */
final class SocketSession implements EngineListener {

	/** What a client needs that leaves and comes back; more is for a new session. */
	static final int MAX_CONNECTS = 10;

	private static final String DRAINING = "dialogue:draining";

	private final EngineSession session;

	private final Namespaces namespaces;

	/** The latest of its connections, which leads to the others. Few clients have two. */
	private @Nullable SocketConnection members;

	/** There from the first packet with attachments on. */
	private @Nullable BinaryAssembly assembly;

	private @Nullable Future<?> deadline;

	/** How often the client asked to connect. */
	private int connects;

	/** Completes when all is handled that the client asked for before it left. */
	private CompletionStage<?> former = SocketConnection.HANDLED;

	SocketSession(EngineSession session, Namespaces namespaces) {
		this.session = session;
		this.namespaces = namespaces;
		expectConnect();
	}

	private void expectConnect() {
		cancelDeadline();
		this.deadline = this.session.schedule(() -> {
			if (this.members == null) {
				this.session.protocolError("no namespace was connected in time");
			}
		}, this.session.settings().connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
	}

	private void cancelDeadline() {
		if (this.deadline != null) {
			this.deadline.cancel(false);
			this.deadline = null;
		}
	}

	@Override
	public void text(String message) {
		SocketPacket packet = this.namespaces.parser().parse(message);
		if (packet == null || (this.assembly != null && this.assembly.isWaiting())) {
			this.session.protocolError("malformed packet of " + message.length() + " characters");
		}
		else if (packet.type().isBinary()) {
			assemble(packet);
		}
		else {
			handle(packet, List.of());
		}
	}

	private void assemble(SocketPacket packet) {
		if (this.assembly == null) {
			this.assembly = new BinaryAssembly(this.session.settings().maxAttachmentBytes());
		}
		this.assembly.begin(packet);
	}

	@Override
	public void binary(byte[] message) {
		BinaryAssembly parts = this.assembly;
		if (parts == null || !parts.add(message)) {
			this.session.protocolError("unexpected attachment of " + message.length + " bytes");
			return;
		}
		SocketPacket packet = parts.complete();
		if (packet != null) {
			handle(packet, parts.take());
		}
	}

	private void handle(SocketPacket packet, List<byte[]> attachments) {
		if (packet.type() == SocketPacket.Type.CONNECT) {
			connect(packet);
			return;
		}
		SocketConnection member = member(packet.namespace());
		if (member == null || !member.isAccepted()) {
			if (member == null || member.isOpen()) {
				this.session.protocolError("packet for a namespace that is not connected");
			}
			return;
		}
		switch (packet.type()) {
			case DISCONNECT -> disconnect(member);
			case EVENT, BINARY_EVENT -> event(member, packet, attachments);
			case ACK, BINARY_ACK -> acknowledged(member, packet, attachments);
			default -> this.session.protocolError("unexpected packet");
		}
	}

	private @Nullable SocketConnection member(String namespace) {
		SocketConnection member = this.members;
		while (member != null && !member.namespace().equals(namespace)) {
			member = member.next();
		}
		return member;
	}

	private void connect(SocketPacket packet) {
		Namespaces.Factory factory = this.namespaces.factories().get(packet.namespace());
		if (factory == null) {
			this.session.send(Frames.of(packet.namespace()).invalidNamespace());
			return;
		}
		if (member(packet.namespace()) != null) {
			this.session.protocolError("namespace is connected already");
			return;
		}
		if (!mayConnect()) {
			this.session.protocolError("namespaces are connected too often");
			return;
		}
		cancelDeadline();
		Handshake handshake = this.session.handshake().withAuth(auth(packet.data()));
		SocketConnection connection = factory.create(this.session, packet.namespace(), handshake);
		connection.next(this.members);
		this.members = connection;
		afterFormer(() -> open(connection));
	}

	/** To connect again is as good as a new session, and costs as much. */
	private boolean mayConnect() {
		int before = this.connects++;
		return before == 0 || (before < MAX_CONNECTS && this.session.handshakes().tryAcquire());
	}

	/** A client has one mailbox at a time. */
	private void afterFormer(Runnable task) {
		if (this.former == SocketConnection.HANDLED) {
			task.run();
		}
		else {
			this.former.whenComplete((handled, ex) -> this.session.execute(task));
		}
	}

	private static void open(SocketConnection connection) {
		if (connection.isOpen()) {
			connection.open();
		}
	}

	private Map<String, Object> auth(@Nullable JsonNode data) {
		return (data instanceof ObjectNode object) ? this.namespaces.parser().toMap(object) : new LinkedHashMap<>();
	}

	private static void event(SocketConnection member, SocketPacket packet, List<byte[]> attachments) {
		if (packet.data() instanceof ArrayNode arguments) {
			JsonNode name = arguments.remove(0);
			member.event(name, arguments, attachments, packet.id());
		}
	}

	private static void acknowledged(SocketConnection member, SocketPacket packet, List<byte[]> attachments) {
		if (packet.id() != null && packet.data() instanceof ArrayNode arguments) {
			member.acknowledged(packet.id(), arguments, attachments);
		}
	}

	private void disconnect(SocketConnection member) {
		this.members = without(member, this.members);
		member.end(DisconnectReason.CLIENT_DISCONNECT);
		this.former = this.former.thenCombine(member.handled(), (before, handled) -> handled);
		if (this.members == null) {
			expectConnect();
		}
	}

	private static @Nullable SocketConnection without(SocketConnection member, @Nullable SocketConnection members) {
		if (members == null || members == member) {
			return member.next();
		}
		members.next(without(member, members.next()));
		return members;
	}

	@Override
	public void draining(long retryAfter) {
		byte[] json = ("{\"retryAfter\":" + retryAfter + "}").getBytes(StandardCharsets.US_ASCII);
		for (SocketConnection member = this.members; member != null; member = member.next()) {
			member.send(OutboundMessage.of(DRAINING, json));
		}
	}

	@Override
	public void closed(DisconnectReason reason) {
		cancelDeadline();
		SocketConnection left = this.members;
		this.members = null;
		for (SocketConnection member = left; member != null; member = member.next()) {
			member.end(reason);
		}
	}

}
