package io.dialogue.membership;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import io.dialogue.client.ConnectedClient;
import io.dialogue.concurrent.KeyedQueues;
import io.dialogue.error.Incident;
import io.dialogue.hook.HookRegistry;
import io.dialogue.room.Room;

/**
 * Says that rooms come and go: tells the clients, and calls the hooks on the workers. Of
 * one id, all is said in the order in which it happened: that a room has gone after that
 * it has come, and before that the next one has.
 */
final class RoomLifecycle {

	private final RoomNews news;

	private final HookRegistry hooks;

	private final Executor worker;

	private final KeyedQueues<String> calls;

	RoomLifecycle(RoomNews news, HookRegistry hooks, Executor worker) {
		this.news = news;
		this.hooks = hooks;
		this.worker = worker;
		this.calls = new KeyedQueues<>(worker, Integer.MAX_VALUE);
	}

	/** Says that a room has come. Its end is not said before. */
	void created(ManagedRoom room) {
		tell(() -> this.news.created(room));
		if (!this.hooks.room().isEmpty()) {
			this.calls.add(room.id(), () -> {
				callOnCreated(room);
				return null;
			});
		}
		room.created().complete(null);
	}

	void callOnCreated(Room room) {
		HookRegistry.each("onCreated", this.hooks.room(), (hook) -> hook.onCreated(room));
	}

	/**
	 * Says that a room has gone. To be called before its id is free. The hooks are called
	 * when its history is cleared; completes when they have returned.
	 */
	CompletableFuture<Void> deleted(ManagedRoom room, Collection<ConnectedClient> members, CompletionStage<?> cleared) {
		tell(() -> this.news.deleted(room, members));
		CompletableFuture<Void> done = new CompletableFuture<>();
		this.calls.add(room.id(), () -> cleared.handleAsync((result, ex) -> {
			HookRegistry.each("onDeleted", this.hooks.room(), (hook) -> hook.onDeleted(room.id()));
			return null;
		}, this.worker).whenComplete((called, ex) -> done.complete(null)));
		return done;
	}

	/** The room has come or gone, whether clients can be told or not. */
	private static void tell(Runnable news) {
		try {
			news.run();
		}
		catch (RuntimeException ex) {
			Incident.report("Telling clients of a room failed", ex);
		}
	}

}
