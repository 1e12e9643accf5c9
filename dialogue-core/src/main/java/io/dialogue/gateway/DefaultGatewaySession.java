package io.dialogue.gateway;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.dialogue.client.ClientConnection;
import io.dialogue.client.ClientIdentity;
import io.dialogue.client.DisconnectReason;
import io.dialogue.client.PendingAck;
import io.dialogue.concurrent.SerialQueue;
import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.error.Incident;
import io.dialogue.hook.HookRegistry;
import io.dialogue.membership.MemberClient;

/**
 * One connection's way through the library: authenticate, connect, handle requests in
 * order, disconnect. It is itself the mailbox of these requests, because there are as
 * many as connections.
 */
final class DefaultGatewaySession extends SerialQueue implements GatewaySession {

	private static final String SESSION = "session";

	private final SessionState state = new SessionState();

	private final ClientConnection connection;

	private final SessionSupport support;

	DefaultGatewaySession(ClientConnection connection, SessionSupport support) {
		super(support.mailboxes());
		this.connection = connection;
		this.support = support;
	}

	void authenticate() {
		this.support.authentication()
			.authenticate(this.connection.handshake(), this.connection.id())
			.thenCompose(this::checkRevocation)
			.whenComplete((identity, ex) -> {
				if (ex != null) {
					DialogueException refusal = Incident.of("Authentication failed", ex);
					add(() -> refuse(refusal));
				}
				else {
					add(() -> open(identity));
					add(this::connect);
				}
			});
	}

	private CompletionStage<ClientIdentity> checkRevocation(ClientIdentity identity) {
		this.support.revocations().connecting(this, identity.userId());
		if (this.state.isClosed()) {
			this.support.revocations().connected(this);
		}
		return this.support.revocations().check(identity);
	}

	/** Ends the session at whatever point it is. Called by any thread. */
	void cutOff(DisconnectReason reason) {
		MemberClient connected = this.state.cutOff(reason);
		if (connected != null) {
			connected.cutOff(reason);
		}
	}

	private @Nullable CompletionStage<?> refuse(DialogueException refusal) {
		this.support.revocations().connected(this);
		this.support.metrics().refused(refusal.code());
		this.connection.refuse(refusal);
		return null;
	}

	/**
	 * Opens the session. One that the client brings along ends, and its seats are freed
	 * before this one goes on.
	 */
	private @Nullable CompletionStage<?> open(ClientIdentity identity) {
		if (this.state.isOver()) {
			return null;
		}
		Object presented = this.connection.handshake().auth().get(SESSION);
		boolean named = !identity.userId().equals(this.connection.id());
		Sessions.Opened session = this.support.sessions()
			.open(this, identity, named, (presented instanceof String secret) ? secret : null);
		this.state.opened(session.ticket());
		return (session.takenOver() != null) ? session.takenOver().replaced() : null;
	}

	private @Nullable CompletionStage<?> connect() {
		Sessions.Ticket ticket = this.state.ticket();
		if (ticket == null || this.state.isOver()) {
			return abandon();
		}
		if (!countConnection(ticket.identity().userId())) {
			endSession();
			return refuse(new DialogueException(ErrorCode.RATE_LIMITED, "Too many connections of one user"));
		}
		MemberClient connected = new MemberClient(this.connection, ticket.identity(), this, this.support.members());
		DisconnectReason cutOff = this.state.connecting(connected);
		if (cutOff != null) {
			connected.cutOff(cutOff);
		}
		this.support.metrics().connected();
		this.connection.accept();
		HookRegistry hooks = this.support.hooks();
		HookRegistry.each("onConnect", hooks.socket(), (hook) -> hook.onConnect(connected));
		this.support.clients().add(connected);
		this.support.revocations().connected(this);
		connected.send("dialogue:connected", connectedMessage(connected, ticket));
		DisconnectReason closed = this.state.announced();
		if (closed != null) {
			end(connected, closed);
		}
		this.support.expiries().watch(connected);
		HookRegistry.each("onConnected", hooks.client(), (hook) -> hook.onConnected(connected));
		return null;
	}

	/** Whose connection is a user of its own has no other one. */
	private boolean countConnection(String userId) {
		if (userId.equals(this.connection.id())) {
			return true;
		}
		boolean counted = this.support.userConnections().take(userId);
		if (counted) {
			this.state.counted();
		}
		return counted;
	}

	private void uncountConnection() {
		String userId = this.state.uncount();
		if (userId != null) {
			this.support.userConnections().giveBack(userId);
		}
	}

	private @Nullable CompletionStage<?> abandon() {
		endSession();
		return this.state.isClosed() ? null : refuse(Revocations.refusal());
	}

	private void endSession() {
		Sessions.Ticket ticket = this.state.ticket();
		if (ticket != null) {
			this.support.sessions().ended(ticket);
		}
	}

	/** Ends in favour of a new connection, however far it has come. */
	private CompletionStage<?> replaced() {
		MemberClient replaced = this.state.takenOver();
		uncountConnection();
		CompletionStage<?> freed = (replaced != null) ? vacate(replaced) : afterConnecting();
		this.connection.close(DisconnectReason.TAKEN_OVER);
		return freed;
	}

	private CompletionStage<?> vacate(MemberClient replaced) {
		return this.support.members().membership().disconnected(replaced, DisconnectReason.TAKEN_OVER);
	}

	/** What this session takes over itself may not have gone yet. */
	private CompletionStage<?> afterConnecting() {
		CompletableFuture<Void> freed = new CompletableFuture<>();
		add(() -> {
			MemberClient replaced = this.state.client();
			if (replaced == null) {
				freed.complete(null);
				return null;
			}
			return vacate(replaced).whenComplete((done, ex) -> freed.complete(null));
		});
		return freed;
	}

	private Map<String, Object> connectedMessage(MemberClient connected, SessionSecret secret) {
		Map<String, Object> message = new LinkedHashMap<>();
		message.put("clientId", connected.id());
		message.put("userId", connected.userId());
		message.put("protocol", 1);
		message.put(SESSION, secret.text());
		if (connected.identity().expiresAt() != null) {
			message.put("expiresAt", connected.identity().expiresAt().toEpochMilli());
		}
		return message;
	}

	@Override
	public void request(GatewayRequest request) {
		MemberClient sender = this.state.client();
		if (sender != null) {
			sender.seen();
		}
		add(() -> handle(request));
		if (isFull()) {
			this.connection.pauseReading();
			if (size() <= this.support.mailboxes().capacity() / 2) {
				this.connection.resumeReading();
			}
		}
	}

	/** The mailbox has room again. */
	@Override
	protected void relieved() {
		this.connection.resumeReading();
	}

	private @Nullable CompletionStage<?> handle(GatewayRequest request) {
		MemberClient sender = this.state.client();
		if (sender == null || sender.hasGone() || sender.isCutOff()) {
			return null;
		}
		if (sender.identity().isExpired()) {
			sender.cutOff(DisconnectReason.EXPIRED);
			return null;
		}
		return this.support.router().handle(sender, this.connection, request);
	}

	@Override
	public void answered(ClientAnswer answer) {
		MemberClient asked = this.state.client();
		PendingAck<?> ack = (asked != null) ? asked.takeAck(answer.ackId()) : null;
		if (ack != null) {
			this.support.answers().complete(ack, answer);
		}
	}

	@Override
	public void closed(DisconnectReason reason) {
		MemberClient gone = this.state.closed(reason);
		this.support.revocations().connected(this);
		if (gone != null) {
			end(gone, reason);
		}
	}

	@Override
	public CompletionStage<?> handled() {
		CompletableFuture<Void> handled = new CompletableFuture<>();
		add(() -> {
			handled.complete(null);
			return null;
		});
		return handled;
	}

	/** Once, by whoever comes last: the end of the connection, or of connecting. */
	private void end(MemberClient gone, DisconnectReason reason) {
		this.support.metrics().disconnected(reason);
		this.support.members().membership().disconnected(gone, reason);
		this.support.expiries().forget(gone);
		uncountConnection();
		endSession();
	}

}
