package io.dialogue.gateway;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

import tools.jackson.databind.json.JsonMapper;

import io.dialogue.broker.RoomHistory;
import io.dialogue.client.ClientConnection;
import io.dialogue.client.ClientLimits;
import io.dialogue.client.InMemoryClientRegistry;
import io.dialogue.client.MessageEncoder;
import io.dialogue.concurrent.SerialQueue;
import io.dialogue.event.Droppable;
import io.dialogue.event.EventRegistry;
import io.dialogue.event.EventValidator;
import io.dialogue.hook.DialogueContext;
import io.dialogue.hook.HookRegistry;
import io.dialogue.membership.MemberClient;
import io.dialogue.membership.Membership;
import io.dialogue.membership.RoomAuthorization;
import io.dialogue.membership.RoomManager;
import io.dialogue.observation.DialogueMetrics;
import io.dialogue.pipeline.EventPipeline;
import io.dialogue.ratelimit.RateLimits;
import io.dialogue.room.RoomTemplates;

/**
 * The library's door for all transports.
 */
public final class DefaultDialogueGateway implements DialogueGateway {

	private final SessionSupport support;

	/**
	 * Creates a gateway.
	 * @param parts what it hands requests to
	 * @param settings its bounds
	 */
	public DefaultDialogueGateway(Parts parts, Settings settings) {
		MessageEncoder encoder = new MessageEncoder(parts.mapper());
		Authentication authentication = new Authentication(parts.hooks(), parts.authenticationPool(),
				settings.limits());
		RoomRequests rooms = new RoomRequests(parts.membership(), parts.rooms(), parts.templates(),
				parts.authorization(), parts.rateLimits(), settings.clientLimits(), settings.limits(), encoder);
		EventRequests events = new EventRequests(parts.membership(), parts.authorization(), parts.pipeline(),
				parts.registry(), parts.history(), parts.rateLimits(), parts.context(), settings.limits(),
				parts.mapper());
		Expiries expiries = new Expiries(parts.worker());
		RequestRouter router = new RequestRouter(rooms, events,
				new RefreshRequest(authentication, parts.revocations(), expiries, parts.membership()), parts.mapper(),
				parts.metrics());
		Sessions sessions = new Sessions(settings.sessionLifetime());
		parts.revocations().cover(sessions);
		this.support = new SessionSupport(authentication, sessions, parts.revocations(), expiries,
				new UserConnections(settings.clientLimits().maxConnections()),
				new MemberClient.Parts(parts.membership(), encoder), parts.clients(), parts.hooks(), router,
				new AnswerReader(parts.validator(), settings.limits()), parts.metrics(),
				new SerialQueue.Terms(parts.worker(), settings.limits().mailboxSize()));
		watch(parts, settings.clientLimits());
	}

	/** Disconnects idle clients from now on, if they are to be. */
	private static void watch(Parts parts, ClientLimits limits) {
		if (limits.idleTimeout() != null) {
			new IdleClients(parts.clients(), limits.idleTimeout(), parts.worker()).watch();
		}
	}

	@Override
	public GatewaySession open(ClientConnection connection) {
		DefaultGatewaySession session = new DefaultGatewaySession(connection, this.support);
		session.authenticate();
		return session;
	}

	@Override
	public void dropped(Droppable event) {
		this.support.metrics().dropped(event);
	}

	/**
	 * What the gateway hands requests to.
	 *
	 * @param membership the flows of join, leave and disconnect
	 * @param rooms creates and deletes rooms
	 * @param templates the families of rooms
	 * @param authorization decides who may do what
	 * @param pipeline the way of events
	 * @param registry the events that are declared
	 * @param validator binds and checks what clients answer
	 * @param history the rooms' history
	 * @param rateLimits limits clients
	 * @param clients the clients of this node
	 * @param revocations takes users' access away
	 * @param hooks the hooks
	 * @param context what hooks may look up
	 * @param mapper reads and writes messages
	 * @param metrics records what happens
	 * @param worker runs requests and hooks
	 * @param authenticationPool runs the authenticator
	 */
	public record Parts(Membership membership, RoomManager rooms, RoomTemplates templates,
			RoomAuthorization authorization, EventPipeline pipeline, EventRegistry registry, EventValidator validator,
			RoomHistory history, RateLimits rateLimits, InMemoryClientRegistry clients, Revocations revocations,
			HookRegistry hooks, DialogueContext context, JsonMapper mapper, DialogueMetrics metrics, Executor worker,
			ExecutorService authenticationPool) {

	}

	/**
	 * The gateway's bounds.
	 *
	 * @param limits bounds of what clients may ask for
	 * @param clientLimits bounds of what one client may hold
	 * @param sessionLifetime how long a client whose connection has gone may take over
	 * its session
	 */
	public record Settings(GatewayLimits limits, ClientLimits clientLimits, Duration sessionLifetime) {

		/** The defaults. */
		public static final Settings DEFAULTS = new Settings(GatewayLimits.DEFAULTS, ClientLimits.DEFAULTS,
				Duration.ofMinutes(2));

	}

}
