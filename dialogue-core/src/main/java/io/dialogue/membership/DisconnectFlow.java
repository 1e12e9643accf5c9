package io.dialogue.membership;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import io.dialogue.client.DisconnectReason;
import io.dialogue.client.InMemoryClientRegistry;
import io.dialogue.hook.HookRegistry;
import io.dialogue.ratelimit.RateLimiter;

/**
 * How a client goes: its seats at once, then {@code onLeft} for each room,
 * {@code onDisconnected}, the socket's {@code onDisconnect}. Costs the client's rooms,
 * not all rooms.
 */
final class DisconnectFlow {

	private final MembershipStore store;

	private final HookRegistry hooks;

	private final InMemoryClientRegistry clients;

	private final RateLimiter rateLimiter;

	DisconnectFlow(MembershipStore store, HookRegistry hooks, InMemoryClientRegistry clients, RateLimiter rateLimiter) {
		this.store = store;
		this.hooks = hooks;
		this.clients = clients;
		this.rateLimiter = rateLimiter;
	}

	CompletionStage<Void> disconnected(MemberClient client, DisconnectReason reason) {
		Collection<Seat> seats = client.close();
		if (seats == null) {
			return CompletableFuture.completedStage(null);
		}
		CompletableFuture<?>[] freed = Stream
			.concat(seats.stream().map((seat) -> free(client, seat)),
					client.seats().pending().stream().map(Seat::settled))
			.toArray(CompletableFuture[]::new);
		client.inOrder(() -> callHooks(client, seats, reason));
		return CompletableFuture.allOf(freed);
	}

	private CompletableFuture<?> free(MemberClient client, Seat seat) {
		seat.room().leave(seat.participant());
		return CompletableFuture.completedFuture(client.id())
			.thenCompose((clientId) -> this.store.leave(seat.room().id(), clientId));
	}

	private CompletionStage<?> callHooks(MemberClient client, Collection<Seat> seats, DisconnectReason reason) {
		for (Seat seat : seats.stream().filter(Seat::isConfirmed).toList()) {
			HookRegistry.each("onLeft", this.hooks.client(), (hook) -> hook.onLeft(client, seat.room().id()));
		}
		HookRegistry.each("onDisconnected", this.hooks.client(), (hook) -> hook.onDisconnected(client));
		this.clients.remove(client);
		HookRegistry.each("onDisconnect", this.hooks.socket(), (hook) -> hook.onDisconnect(client, reason));
		this.rateLimiter.forget(client);
		client.forget();
		return CompletableFuture.completedStage(null);
	}

}
