package io.dialogue.event;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.introspect.AnnotationIntrospectorPair;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * Turns payloads into Java objects and back, and events into their envelope. Binds
 * strictly: no coercion between JSON types unless the payload's type asks for it, unknown
 * fields are dropped.
 */
public final class EventCodec {

	private final JsonMapper mapper;

	private final JsonTrees trees;

	/**
	 * Creates a codec.
	 * @param mapper the application's mapper; a stricter copy of it is used
	 */
	public EventCodec(JsonMapper mapper) {
		JsonMapper.Builder builder = mapper.rebuild();
		builder.annotationIntrospector(AnnotationIntrospectorPair
			.create(mapper.deserializationConfig().getAnnotationIntrospector(), new RequiredComponents()));
		builder.disable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
			.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
			.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
			.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
			.enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
			.enable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
			.addModule(new SimpleModule("dialogue-payloads").setDeserializerModifier(new StrictScalars()))
			.withCoercionConfig(LogicalType.Textual, EventCodec::refuseScalars);
		this.mapper = builder.build();
		this.trees = new JsonTrees(this.mapper);
	}

	private static void refuseScalars(tools.jackson.databind.cfg.MutableCoercionConfig config) {
		config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
			.setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
			.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
	}

	/**
	 * The mapper that reads and writes payloads.
	 * @return the stricter copy of the application's mapper
	 */
	public JsonMapper mapper() {
		return this.mapper;
	}

	/**
	 * Finds out whether Jackson can read a type at all, and all that it consists of.
	 * @param type the type
	 * @throws tools.jackson.core.JacksonException if it cannot
	 */
	public void checkReadable(Class<?> type) {
		new ReadableTypes()
			.check(this.mapper._deserializationContext().findRootValueDeserializer(this.mapper.constructType(type)));
	}

	/**
	 * Binds JSON to a type.
	 * @param <T> the type
	 * @param json the JSON
	 * @param type the type
	 * @return an instance
	 * @throws tools.jackson.core.JacksonException if it does not fit
	 */
	<T> T bind(JsonNode json, Class<T> type) {
		return this.trees.bind(json, type);
	}

	/**
	 * Turns an object into JSON.
	 * @param value the object
	 * @return the tree
	 */
	JsonNode toTree(@Nullable Object value) {
		return (value instanceof JsonNode tree) ? tree : this.mapper.valueToTree(value);
	}

	/**
	 * Converts an object to a type, by way of JSON where needed.
	 * @param <T> the type
	 * @param value the object
	 * @param type the type
	 * @return an instance
	 */
	public <T> @Nullable T convert(@Nullable Object value, Class<T> type) {
		if (type.isInstance(value)) {
			return type.cast(value);
		}
		return (value instanceof JsonNode json) ? bind(json, type) : this.mapper.convertValue(value, type);
	}

	/**
	 * Encodes an event's envelope, without offset. Fields that are absent are left out.
	 * @param message the event
	 * @param data its data as JSON; a missing node if absent
	 * @return the encoded event
	 */
	public EncodedEvent encode(EventMessage<?> message, JsonNode data) {
		try (ByteArrayBuilder bytes = new ByteArrayBuilder(256);
				JsonGenerator json = this.mapper.createGenerator(bytes)) {
			json.writeStartObject();
			json.writeStringProperty("event", message.event());
			json.writeStringProperty("roomId", message.roomId());
			if (!data.isMissingNode()) {
				json.writeName("data");
				json.writeTree(data);
			}
			json.writeStringProperty("from", message.from());
			json.writeNumberProperty("timestamp", message.timestamp());
			if (message.meta() != null) {
				json.writePOJOProperty("meta", message.meta());
			}
			if (message.id() != null) {
				json.writeStringProperty("id", message.id());
			}
			json.writeEndObject();
			json.flush();
			return new EncodedEvent(message.event(), bytes.toByteArray());
		}
	}

	/**
	 * Encodes an event that comes from the application, such as one that a hook loaded.
	 * @param message the event, its offset included
	 * @return the encoded event
	 */
	public EncodedEvent encode(EventMessage<?> message) {
		EncodedEvent encoded = encode(message, toTree(message.data()));
		return (message.offset() != null) ? encoded.withOffset(message.offset()) : encoded;
	}

	/** What the server made of a type may have lost what the type needs to be read. */
	private Object bindOrTree(JsonNode data, Class<?> type) {
		try {
			return bind(data, type);
		}
		catch (JacksonException ex) {
			return data;
		}
	}

	/**
	 * Decodes an event's envelope. Data that does not fit the event's type stays a tree.
	 * @param event the encoded event
	 * @param definition what is declared for its name, or {@code null}
	 * @return the event
	 */
	public EventMessage<?> decode(EncodedEvent event, @Nullable EventDefinition definition) {
		JsonNode envelope = this.trees.readOwn(event.toBytes());
		JsonNode data = envelope.path("data");
		Class<?> type = (definition != null) ? definition.payloadType() : null;
		Object value = (type != null && !data.isMissingNode() && !data.isNull()) ? bindOrTree(data, type)
				: Payload.ofJson(data).value();
		JsonNode meta = envelope.path("meta");
		return new EventMessage<>(event.name(), envelope.path("roomId").stringValue(), value,
				envelope.path("from").stringValue(), envelope.path("timestamp").longValue(),
				meta.isObject() ? this.trees.toMap(meta) : null, envelope.path("id").stringValue(null), event.offset());
	}

}
