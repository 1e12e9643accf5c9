package io.dialogue.hook;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.function.SingletonSupplier;

import io.dialogue.error.DialogueException;
import io.dialogue.error.Incident;

/**
 * The hooks of the application, each kind in its order. They are asked for at first use,
 * so that hooks may themselves depend on what calls them.
 */
public final class HookRegistry {

	private static final Logger logger = LoggerFactory.getLogger(HookRegistry.class);

	private final Supplier<Hooks> hooks;

	/**
	 * Creates a registry.
	 * @param hooks gives the hooks; called once
	 */
	public HookRegistry(Supplier<Hooks> hooks) {
		this.hooks = SingletonSupplier.of(hooks);
	}

	/**
	 * The authenticator.
	 * @return the authenticator, or {@code null} if clients name themselves
	 */
	public @Nullable Authenticator authenticator() {
		return this.hooks.get().authenticator();
	}

	/**
	 * The hooks on sockets.
	 * @return the hooks in their order
	 */
	public List<SocketHooks> socket() {
		return this.hooks.get().socket();
	}

	/**
	 * The hooks on clients.
	 * @return the hooks in their order
	 */
	public List<ClientHooks> client() {
		return this.hooks.get().client();
	}

	/**
	 * The hooks on rooms.
	 * @return the hooks in their order
	 */
	public List<RoomHooks> room() {
		return this.hooks.get().room();
	}

	/**
	 * The hooks on events.
	 * @return the hooks in their order
	 */
	public List<EventHooks> event() {
		return this.hooks.get().event();
	}

	/**
	 * The authorizers, which decide what rules cannot say.
	 * @return the authorizers in their order
	 */
	public List<RoomAuthorizer> authorizers() {
		return this.hooks.get().authorizers();
	}

	/**
	 * The hooks on one event after it was published; one that fails to say whether it
	 * supports the event is logged and left out.
	 * @param roomId the room's id
	 * @param eventName the event's name
	 * @return the hooks in their order
	 */
	public List<EventHooks> event(String roomId, String eventName) {
		List<EventHooks> supporting = new ArrayList<>();
		each("supports", event(), (hook) -> {
			if (hook.supports(roomId, eventName)) {
				supporting.add(hook);
			}
		});
		return supporting;
	}

	/**
	 * Calls each hook; one that throws is logged and keeps nobody else from being called.
	 * @param <H> the kind of hook
	 * @param kind what is called, for the log
	 * @param all the hooks
	 * @param call calls one
	 */
	public static <H> void each(String kind, List<H> all, Call<H> call) {
		for (H hook : all) {
			try {
				call.on(hook);
			}
			catch (Exception | LinkageError | StackOverflowError | AssertionError ex) {
				logger.error("{} of {} failed", kind, hook.getClass().getName(), ex);
			}
		}
	}

	/**
	 * Asks one before-hook; what it throws, and {@code null}, refuse without telling why.
	 * @param <H> the kind of hook
	 * @param kind what is called, for the log
	 * @param hook the hook
	 * @param ask asks it
	 * @return its decision
	 * @throws DialogueException if it fails
	 */
	public static <H> HookDecision ask(String kind, H hook, Ask<H> ask) {
		HookDecision decision;
		try {
			decision = ask.of(hook);
		}
		catch (DialogueException ex) {
			throw ex;
		}
		catch (Exception | LinkageError | StackOverflowError | AssertionError ex) {
			throw Incident.report(kind + " of " + hook.getClass().getName() + " failed", ex);
		}
		if (decision == null) {
			throw Incident.report(kind + " of " + hook.getClass().getName() + " returned null", null);
		}
		return decision;
	}

	/**
	 * The hooks of an application.
	 *
	 * @param authenticator the authenticator, or {@code null}
	 * @param socket the hooks on sockets
	 * @param client the hooks on clients
	 * @param room the hooks on rooms
	 * @param event the hooks on events
	 * @param authorizers what decides beside rules
	 */
	public record Hooks(@Nullable Authenticator authenticator, List<SocketHooks> socket, List<ClientHooks> client,
			List<RoomHooks> room, List<EventHooks> event, List<RoomAuthorizer> authorizers) {

		/** No hooks at all. */
		public static final Hooks NONE = new Hooks(null, List.of(), List.of(), List.of(), List.of(), List.of());

		public Hooks {
			socket = List.copyOf(socket);
			client = List.copyOf(client);
			room = List.copyOf(room);
			event = List.copyOf(event);
			authorizers = List.copyOf(authorizers);
		}

	}

	/**
	 * Calls a hook.
	 *
	 * @param <H> the kind of hook
	 */
	@FunctionalInterface
	public interface Call<H> {

		/**
		 * Calls the hook.
		 * @param hook the hook
		 * @throws Exception what the hook throws
		 */
		void on(H hook) throws Exception;

	}

	/**
	 * Asks a hook.
	 *
	 * @param <H> the kind of hook
	 */
	@FunctionalInterface
	public interface Ask<H> {

		/**
		 * Asks the hook.
		 * @param hook the hook
		 * @return its decision
		 * @throws Exception what the hook throws
		 */
		@Nullable HookDecision of(H hook) throws Exception;

	}

}
