package io.dialogue.membership;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.dialogue.room.Participant;

/**
 * A client's seat in a room: reserved at first, taken once the room said so, and given up
 * before it goes. A client has no other seat in the room until this one has gone.
 */
final class Seat {

	private final CompletableFuture<Void> joined = new CompletableFuture<>();

	private final ManagedRoom room;

	private final Participant participant;

	private volatile boolean givenByServer;

	private volatile boolean taken;

	private volatile boolean confirmed;

	private volatile @Nullable CompletableFuture<Void> leaving;

	Seat(ManagedRoom room, Participant participant, boolean givenByServer) {
		this.room = room;
		this.participant = participant;
		this.givenByServer = givenByServer;
	}

	ManagedRoom room() {
		return this.room;
	}

	Participant participant() {
		return this.participant;
	}

	/** Whether the server let the client in, whatever the rules say. */
	boolean isGivenByServer() {
		return this.givenByServer;
	}

	void giveByServer() {
		this.givenByServer = true;
	}

	/** Whether a client may be in one of the two rooms only. */
	boolean excludes(Seat other) {
		String group = this.room.definition().exclusiveGroup();
		return group != null && other != this && group.equals(other.room.definition().exclusiveGroup());
	}

	boolean isTaken() {
		return this.taken;
	}

	void take() {
		this.taken = true;
	}

	/** Whether the client was told that it has this seat, so that it can leave it. */
	boolean isConfirmed() {
		return this.confirmed;
	}

	void confirm() {
		this.confirmed = true;
	}

	/** Says that the join that reserved this seat is over. */
	void joined() {
		this.joined.complete(null);
	}

	boolean isLeaving() {
		return this.leaving != null;
	}

	void leave() {
		this.taken = false;
		this.leaving = new CompletableFuture<>();
	}

	/** Says that this seat has gone, if it was given up. */
	void left() {
		CompletableFuture<Void> left = this.leaving;
		if (left != null) {
			left.complete(null);
		}
	}

	/** Completes when the join, or the leave, that is under way is over. */
	CompletableFuture<Void> settled() {
		CompletableFuture<Void> left = this.leaving;
		return (left != null) ? left : this.joined;
	}

}
