package io.dialogue.gateway;

import org.jspecify.annotations.Nullable;

import io.dialogue.client.DisconnectReason;
import io.dialogue.membership.MemberClient;

/**
 * How far a connection has come on its way, and what ended it. Each step is atomic and
 * answers what came in between, so that of two who end a connection at once, exactly one
 * is to see to it. Safe for use by several threads.
 */
final class SessionState {

	/** Brings the session back to its client, once it was opened. */
	private Sessions.@Nullable Ticket ticket;

	private volatile @Nullable MemberClient client;

	/** Why the server wants the connection to end, be it now or as soon as it can. */
	private @Nullable DisconnectReason cutOff;

	/** Why the connection has ended, or is about to in favour of another one. */
	private @Nullable DisconnectReason closed;

	/** Whether others know of the client, whose end is not seen to yet. */
	private boolean announced;

	/** Whether the connection is counted for its user. */
	private boolean counted;

	/** Whether the way goes no further. */
	synchronized boolean isOver() {
		return this.closed != null || this.cutOff != null;
	}

	synchronized boolean isClosed() {
		return this.closed != null;
	}

	synchronized void opened(Sessions.Ticket own) {
		this.ticket = own;
	}

	synchronized Sessions.@Nullable Ticket ticket() {
		return this.ticket;
	}

	synchronized void counted() {
		this.counted = true;
	}

	/** Answers for whom the connection is to be counted no longer, once. */
	synchronized @Nullable String uncount() {
		boolean was = this.counted;
		this.counted = false;
		return (was && this.ticket != null) ? this.ticket.identity().userId() : null;
	}

	/**
	 * There is a client from now on, of which others do not know yet. Answers why the
	 * caller is to cut it off, or null.
	 */
	synchronized @Nullable DisconnectReason connecting(MemberClient connected) {
		this.client = connected;
		return this.cutOff;
	}

	/** The client, or null before there is one. */
	@Nullable MemberClient client() {
		return this.client;
	}

	/** The client is known. Answers why the caller is to end it, or null. */
	synchronized @Nullable DisconnectReason announced() {
		this.announced = this.closed == null;
		return this.closed;
	}

	/** The server ends it. Answers the client that the caller is to cut off, or null. */
	synchronized @Nullable MemberClient cutOff(DisconnectReason reason) {
		this.cutOff = reason;
		return this.client;
	}

	/** Another connection takes over. Answers the client whose seats are in the way. */
	synchronized @Nullable MemberClient takenOver() {
		this.closed = DisconnectReason.TAKEN_OVER;
		return this.client;
	}

	/**
	 * The connection has ended. Answers the client that the caller is to end, or null if
	 * there is none, or none yet: then who announces it does.
	 */
	synchronized @Nullable MemberClient closed(DisconnectReason reason) {
		this.closed = reason;
		boolean was = this.announced;
		this.announced = false;
		return was ? this.client : null;
	}

}
