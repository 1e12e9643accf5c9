package io.dialogue.gateway;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import org.jspecify.annotations.Nullable;

import io.dialogue.client.ClientConnection;
import io.dialogue.client.ClientIdentity;
import io.dialogue.client.DisconnectReason;
import io.dialogue.concurrent.SerialQueue;
import io.dialogue.error.DialogueException;
import io.dialogue.error.Incident;
import io.dialogue.hook.HookRegistry;
import io.dialogue.membership.MemberClient;

/**
 * One connection's way through the library: authenticate, connect, handle requests in
 * order, disconnect.
 */
final class DefaultGatewaySession implements GatewaySession {

	private static final String SESSION = "session";

	private static final AtomicIntegerFieldUpdater<DefaultGatewaySession> ENDED = AtomicIntegerFieldUpdater
		.newUpdater(DefaultGatewaySession.class, "ended");

	private final ClientConnection connection;

	private final SessionSupport support;

	private final SerialQueue mailbox;

	private volatile @Nullable MemberClient client;

	private volatile @Nullable DisconnectReason closed;

	private volatile @Nullable String secret;

	/** By {@link #ENDED}. */
	private volatile int ended;

	DefaultGatewaySession(ClientConnection connection, SessionSupport support) {
		this.connection = connection;
		this.support = support;
		this.mailbox = new SerialQueue(support.worker(), support.limits().mailboxSize(), connection::resumeReading);
	}

	ClientIdentity identity() {
		return Objects.requireNonNull(this.client).identity();
	}

	void authenticate() {
		this.support.authentication()
			.authenticate(this.connection.handshake(), this.connection.id())
			.whenComplete((identity, ex) -> {
				if (ex != null) {
					DialogueException refusal = Incident.of("Authentication failed", ex);
					this.mailbox.add(() -> refuse(refusal));
				}
				else {
					this.mailbox.add(() -> connect(identity));
				}
			});
	}

	private @Nullable CompletionStage<?> refuse(DialogueException refusal) {
		this.support.metrics().refused(refusal.code());
		this.connection.refuse(refusal);
		return null;
	}

	private @Nullable CompletionStage<?> connect(ClientIdentity authenticated) {
		if (this.closed != null) {
			return null;
		}
		ClientIdentity identity = takeOver(authenticated);
		MemberClient connected = new MemberClient(this.connection, identity, this.mailbox, this.support.membership(),
				this.support.encoder());
		this.client = connected;
		this.support.metrics().connected();
		this.connection.accept();
		HookRegistry hooks = this.support.hooks();
		HookRegistry.each("onConnect", hooks.socket(), (hook) -> hook.onConnect(connected));
		this.support.clients().add(connected);
		connected.send("dialogue:connected", connectedMessage(connected));
		if (this.closed != null) {
			end(connected, this.closed);
		}
		HookRegistry.each("onConnected", hooks.client(), (hook) -> hook.onConnected(connected));
		return null;
	}

	/** A session that the client brings along ends, its seats are freed first. */
	private ClientIdentity takeOver(ClientIdentity identity) {
		Map<String, Object> auth = this.connection.handshake().auth();
		if (!(auth.get(SESSION) instanceof String former)) {
			return identity;
		}
		boolean named = !identity.userId().equals(this.connection.id());
		Sessions.TakenOver takenOver = this.support.sessions().takeOver(former, identity, named);
		if (takenOver == null) {
			return identity;
		}
		if (takenOver.session() != null) {
			takenOver.session().replaced();
		}
		return identity.authenticated() ? identity : takenOver.identity();
	}

	private void replaced() {
		MemberClient replaced = this.client;
		if (replaced != null) {
			this.support.membership().disconnected(replaced, DisconnectReason.TAKEN_OVER);
		}
		this.connection.close(DisconnectReason.TAKEN_OVER);
	}

	private Map<String, Object> connectedMessage(MemberClient connected) {
		String opened = this.support.sessions().open(this);
		this.secret = opened;
		Map<String, Object> message = new LinkedHashMap<>();
		message.put("clientId", connected.id());
		message.put("userId", connected.userId());
		message.put("protocol", 1);
		message.put(SESSION, opened);
		if (connected.identity().expiresAt() != null) {
			message.put("expiresAt", connected.identity().expiresAt().toEpochMilli());
		}
		return message;
	}

	@Override
	public void request(GatewayRequest request) {
		this.mailbox.add(() -> handle(request));
		if (this.mailbox.isFull()) {
			this.connection.pauseReading();
			if (this.mailbox.size() <= this.support.limits().mailboxSize() / 2) {
				this.connection.resumeReading();
			}
		}
	}

	private @Nullable CompletionStage<?> handle(GatewayRequest request) {
		MemberClient sender = this.client;
		return (sender != null && !sender.hasGone()) ? this.support.router().handle(sender, this.connection, request)
				: null;
	}

	@Override
	public void closed(DisconnectReason reason) {
		this.closed = reason;
		MemberClient gone = this.client;
		if (gone != null && this.secret != null) {
			end(gone, reason);
		}
	}

	/** Once, by whoever comes last: the end of the connection, or of connecting. */
	private void end(MemberClient gone, DisconnectReason reason) {
		if (ENDED.compareAndSet(this, 0, 1)) {
			this.support.metrics().disconnected(reason);
			this.support.membership().disconnected(gone, reason);
			this.support.sessions().ended(String.valueOf(this.secret), gone.identity());
		}
	}

}
