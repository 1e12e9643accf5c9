package io.dialogue.gateway;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.dialogue.client.ClientRegistry;
import io.dialogue.client.ConnectedClient;

/**
 * Disconnects clients that have asked for nothing for a time. One timer looks at all
 * clients, eight times in that time.
 */
final class IdleClients {

	private static final int LOOKS = 8;

	private final ClientRegistry clients;

	private final Duration timeout;

	private final Executor timer;

	IdleClients(ClientRegistry clients, Duration timeout, Executor worker) {
		this.clients = clients;
		this.timeout = timeout;
		this.timer = CompletableFuture.delayedExecutor(Math.max(1, timeout.toMillis() / LOOKS), TimeUnit.MILLISECONDS,
				worker);
	}

	/** Looks from now on, until the worker takes no more tasks. */
	void watch() {
		this.timer.execute(() -> {
			this.clients.all().forEach(this::check);
			watch();
		});
	}

	private void check(ConnectedClient client) {
		Duration idle = Duration.ofMillis(System.currentTimeMillis() - client.lastSeen().toEpochMilli());
		if (client.isConnected() && idle.compareTo(this.timeout) >= 0) {
			client.disconnect("Disconnected after " + this.timeout.toSeconds() + " seconds without activity");
		}
	}

}
