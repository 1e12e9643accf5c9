package io.dialogue.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

import io.dialogue.access.AccessAction;
import io.dialogue.broker.PageRequest;
import io.dialogue.broker.RoomHistory;
import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.event.EncodedEvent;
import io.dialogue.event.EventRegistry;
import io.dialogue.event.JsonTrees;
import io.dialogue.event.Payload;
import io.dialogue.event.TriggerResult;
import io.dialogue.hook.DialogueContext;
import io.dialogue.hook.EventExchange;
import io.dialogue.membership.HistoryMessage;
import io.dialogue.membership.MemberClient;
import io.dialogue.membership.Membership;
import io.dialogue.membership.RoomAuthorization;
import io.dialogue.pipeline.EventPipeline;
import io.dialogue.ratelimit.RateLimitRequest;
import io.dialogue.ratelimit.RateLimitedAction;
import io.dialogue.ratelimit.RateLimits;

/**
 * The requests about events: trigger and history.
 */
final class EventRequests {

	private static final int DEFAULT_END = 50;

	private final Membership membership;

	private final RoomAuthorization authorization;

	private final EventPipeline pipeline;

	private final EventRegistry registry;

	private final RoomHistory history;

	private final RateLimits rateLimits;

	private final DialogueContext context;

	private final GatewayLimits limits;

	private final JsonTrees trees;

	EventRequests(Membership membership, RoomAuthorization authorization, EventPipeline pipeline,
			EventRegistry registry, RoomHistory history, RateLimits rateLimits, DialogueContext context,
			GatewayLimits limits, JsonMapper mapper) {
		this.membership = membership;
		this.authorization = authorization;
		this.pipeline = pipeline;
		this.registry = registry;
		this.history = history;
		this.rateLimits = rateLimits;
		this.context = context;
		this.limits = limits;
		this.trees = new JsonTrees(mapper);
	}

	CompletionStage<?> trigger(MemberClient client, Fields fields, Answer answer) {
		String roomId = fields.roomId();
		String event = fields.eventName("event");
		Payload data = Payload.ofJson(fields.data(this.limits.maxPayloadSize()));
		JsonNode meta = fields.meta(this.limits.maxMetaSize());
		String id = fields.optionalText("id", GatewayLimits.MAX_KEY_LENGTH);
		Map<String, Object> travelling = (meta != null) ? this.trees.toMap(meta) : null;
		long timestamp = System.currentTimeMillis();
		return this.membership.memberRoom(client, roomId)
			.thenCompose((room) -> this.pipeline.trigger(new EventExchange(this.context, room, event,
					this.registry.find(event), client, client.userId(), data, travelling, id, null, timestamp)))
			.thenAccept((result) -> answer.ok(Triggered.of(result)));
	}

	CompletionStage<?> history(MemberClient client, Fields fields, Answer answer) {
		RateLimitRequest permit = new RateLimitRequest(RateLimitedAction.HISTORY, client,
				this.membership.joined(client, fields.roomIdIfValid()), null);
		return this.rateLimits.acquire(permit).thenCompose((permitted) -> history(client, page(fields), answer));
	}

	private CompletionStage<?> history(MemberClient client, PageRequest request, Answer answer) {
		return this.membership.memberRoom(client, request.roomId())
			.thenCompose((room) -> this.authorization.permits(AccessAction.HISTORY, client, room.definition(), null))
			.thenCompose((permitted) -> {
				if (!permitted) {
					throw new DialogueException(ErrorCode.PERMISSION_DENIED,
							"You may not read the history of room '" + request.roomId() + "'");
				}
				return this.history.page(request);
			})
			.thenAccept((events) -> answer.okEncoded("dialogue:historyResponse", response(request, events)));
	}

	private PageRequest page(Fields fields) {
		String roomId = fields.roomId();
		String eventName = fields.optionalEventName("eventName");
		int start = fields.number("start", 0, Integer.MAX_VALUE);
		int end = fields.number("end", start + Math.min(DEFAULT_END, this.limits.maxHistoryPage()), Integer.MAX_VALUE);
		if (end < start || end - start > this.limits.maxHistoryPage()) {
			throw Fields.invalid("end must be from start to start + " + this.limits.maxHistoryPage());
		}
		return new PageRequest(roomId, eventName, start, end, fields.optionalNumber("before", 0, Long.MAX_VALUE));
	}

	private static byte[] response(PageRequest request, List<EncodedEvent> events) {
		List<EncodedEvent> page = HistoryMessage.cut(events);
		int end = (page.size() < events.size()) ? request.start() + page.size() : request.end();
		String eventName = (request.eventName() != null) ? "\"" + request.eventName() + "\"" : "null";
		ByteArrayOutputStream json = new ByteArrayOutputStream();
		json.writeBytes(("\"roomId\":\"" + request.roomId() + "\",\"eventName\":" + eventName + ",\"events\":")
			.getBytes(StandardCharsets.US_ASCII));
		HistoryMessage.writeArray(page, json);
		json.writeBytes(
				(",\"start\":" + request.start() + ",\"end\":" + end + "}").getBytes(StandardCharsets.US_ASCII));
		return json.toByteArray();
	}

	/**
	 * The fields of a trigger's acknowledgement.
	 *
	 * @param id the idempotency key
	 * @param offset the event's number in the room's history
	 * @param epoch the life of that history
	 * @param recipients how many connections of this node it was handed to
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
	record Triggered(@Nullable String id, @Nullable Long offset, @Nullable String epoch, int recipients) {

		static Triggered of(TriggerResult result) {
			return new Triggered(result.id(), result.offset(), result.epoch(), result.recipients());
		}

	}

}
