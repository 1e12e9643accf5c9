package io.dialogue.membership;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.dialogue.access.AccessAction;
import io.dialogue.client.ConnectedClient;
import io.dialogue.error.Incident;
import io.dialogue.hook.AccessRequest;
import io.dialogue.hook.HookRegistry;
import io.dialogue.hook.RoomAuthorizer;
import io.dialogue.room.Room;
import io.dialogue.room.RoomDefinition;

/**
 * Who may do what: the rules of the room decide, then the application's authorizers, all
 * of which must agree.
 */
public final class RoomAuthorization {

	private static final CompletionStage<Boolean> GRANTED = CompletableFuture.completedStage(true);

	private static final CompletionStage<Boolean> REFUSED = CompletableFuture.completedStage(false);

	private final HookRegistry hooks;

	private final Executor worker;

	private final Duration timeout;

	/**
	 * Creates an authorization.
	 * @param hooks knows the authorizers
	 * @param worker goes on when an authorizer answers later
	 * @param timeout how long an authorizer may take
	 */
	public RoomAuthorization(HookRegistry hooks, Executor worker, Duration timeout) {
		this.hooks = hooks;
		this.worker = worker;
		this.timeout = timeout;
	}

	/**
	 * Whether a client may do something. Never blocks by itself, but runs the
	 * application's authorizers: to be called off the I/O threads.
	 * @param action what it is
	 * @param client the client
	 * @param room what the room was made from
	 * @param eventName the name of the event to be triggered, or {@code null}
	 * @return completes with {@code true} if it may; fails with
	 * {@link io.dialogue.error.DialogueException} if an authorizer fails
	 */
	public CompletionStage<Boolean> permits(AccessAction action, ConnectedClient client, RoomDefinition room,
			@Nullable String eventName) {
		if (!room.access().ruleOf(action, eventName).permits(client.identity(), room)) {
			return REFUSED;
		}
		List<RoomAuthorizer> authorizers = this.hooks.authorizers();
		return authorizers.isEmpty() ? GRANTED : ask(authorizers, new AccessRequest(action, client, room, eventName));
	}

	/**
	 * Whether a client may know of a room; an authorizer that fails hides it.
	 * @param client the client
	 * @param room what the room was made from
	 * @return completes with {@code true} if it may
	 */
	public CompletionStage<Boolean> sees(ConnectedClient client, RoomDefinition room) {
		CompletionStage<Boolean> sees = permits(AccessAction.SEE, client, room, null);
		return (sees == GRANTED || sees == REFUSED) ? sees : sees.exceptionally((ex) -> false);
	}

	/**
	 * The rooms of which a client may know. Authorizers are asked for one room after the
	 * other, so that a client has them asked for one thing at a time.
	 * @param client the client
	 * @param rooms the rooms
	 * @return completes with those that it may see, in the same order
	 */
	public CompletionStage<List<Room>> visible(ConnectedClient client, Collection<Room> rooms) {
		List<Room> permitted = rooms.stream()
			.filter((room) -> room.definition().isVisibleTo(client.identity()))
			.toList();
		if (isByRulesAlone()) {
			return CompletableFuture.completedStage(permitted);
		}
		CompletionStage<List<Room>> visible = CompletableFuture.completedStage(new ArrayList<>());
		for (Room room : permitted) {
			visible = visible.thenCompose((seen) -> sees(client, room.definition()).thenApply((sees) -> {
				if (sees) {
					seen.add(room);
				}
				return seen;
			}));
		}
		return visible;
	}

	/** Whether nobody has a say but the rules. */
	boolean isByRulesAlone() {
		return this.hooks.authorizers().isEmpty();
	}

	private CompletionStage<Boolean> ask(List<RoomAuthorizer> authorizers, AccessRequest request) {
		CompletionStage<Boolean> all = GRANTED;
		for (RoomAuthorizer authorizer : authorizers) {
			all = all.thenCompose((granted) -> granted ? ask(authorizer, request) : REFUSED);
		}
		return all;
	}

	private CompletionStage<Boolean> ask(RoomAuthorizer authorizer, AccessRequest request) {
		try {
			if (!authorizer.supports(request.action(), request.room())) {
				return GRANTED;
			}
			CompletionStage<@Nullable Boolean> answer = authorizer.authorize(request);
			return (answer != null) ? settled(authorizer, answer) : failed(authorizer, null);
		}
		catch (Exception | LinkageError | StackOverflowError | AssertionError ex) {
			return failed(authorizer, ex);
		}
	}

	/** What is answered later goes on with on the worker, whoever answers. */
	private CompletionStage<Boolean> settled(RoomAuthorizer authorizer, CompletionStage<@Nullable Boolean> answer) {
		CompletableFuture<@Nullable Boolean> own = new CompletableFuture<>();
		answer.whenComplete((granted, ex) -> {
			if (ex != null) {
				own.completeExceptionally(ex);
			}
			else {
				own.complete(granted);
			}
		});
		CompletionStage<CompletionStage<Boolean>> decided = own.isDone()
				? own.handle((granted, ex) -> decision(authorizer, granted, ex))
				: own.orTimeout(this.timeout.toMillis(), TimeUnit.MILLISECONDS)
					.handleAsync((granted, ex) -> decision(authorizer, granted, ex), this.worker);
		return decided.thenCompose((decision) -> decision);
	}

	private static CompletionStage<Boolean> decision(RoomAuthorizer authorizer, @Nullable Boolean granted,
			@Nullable Throwable failure) {
		if (failure != null || granted == null) {
			return failed(authorizer, failure);
		}
		return granted ? GRANTED : REFUSED;
	}

	private static CompletionStage<Boolean> failed(RoomAuthorizer authorizer, @Nullable Throwable failure) {
		return CompletableFuture
			.failedStage(Incident.report("The authorizer " + authorizer.getClass().getName() + " failed", failure));
	}

}
