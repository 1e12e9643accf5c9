package io.dialogue.gateway;

import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.dialogue.client.ClientConnection;
import io.dialogue.error.DialogueException;
import io.dialogue.error.Incident;
import io.dialogue.membership.MemberClient;
import io.dialogue.observation.DialogueMetrics;

/**
 * Finds the handler of a request by its name, and sees to it that it is answered.
 * Messages that are no request are ignored and counted.
 */
final class RequestRouter {

	private final Map<String, RequestHandler> handlers;

	private final JsonMapper mapper;

	private final DialogueMetrics metrics;

	RequestRouter(RoomRequests rooms, EventRequests events, RefreshRequest refresh, JsonMapper mapper,
			DialogueMetrics metrics) {
		this.handlers = Map.ofEntries(Map.entry("dialogue:join", rooms::join),
				Map.entry("dialogue:leave", rooms::leave), Map.entry("dialogue:subscribe", rooms::subscribe),
				Map.entry("dialogue:subscribeAll", rooms::subscribeAll),
				Map.entry("dialogue:unsubscribe", rooms::unsubscribe), Map.entry("dialogue:listRooms", rooms::list),
				Map.entry("dialogue:createRoom", rooms::create), Map.entry("dialogue:deleteRoom", rooms::delete),
				Map.entry("dialogue:trigger", events::trigger), Map.entry("dialogue:getHistory", events::history),
				Map.entry("dialogue:refresh", refresh::refresh));
		this.mapper = mapper;
		this.metrics = metrics;
	}

	@Nullable CompletionStage<?> handle(MemberClient client, ClientConnection connection, GatewayRequest request) {
		RequestHandler handler = this.handlers.get(request.name());
		if (handler == null) {
			this.metrics.unknownRequest();
			return null;
		}
		Answer answer = new Answer(request, connection, this.mapper);
		try {
			CompletionStage<?> stage = handler.handle(client, fields(request), answer);
			if (stage == null) {
				answer.ok(Map.of());
				return null;
			}
			return stage.handle((result, ex) -> {
				finish(request, answer, ex);
				return null;
			});
		}
		catch (RuntimeException | LinkageError | StackOverflowError | AssertionError ex) {
			finish(request, answer, ex);
			return null;
		}
	}

	/** What stands for attachments in a payload means nothing to those who receive it. */
	private static Fields fields(GatewayRequest request) {
		if (request.attachments() > 0) {
			throw Fields.invalid("A request may not have binary attachments: send text, such as Base64");
		}
		return new Fields(request.payload());
	}

	private void finish(GatewayRequest request, Answer answer, @Nullable Throwable failure) {
		if (failure == null) {
			answer.ok(Map.of());
			return;
		}
		DialogueException refusal = Incident.of("The request " + request.name() + " failed", failure);
		this.metrics.refused(refusal.code());
		answer.error(refusal);
	}

}
