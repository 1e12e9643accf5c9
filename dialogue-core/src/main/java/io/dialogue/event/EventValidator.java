package io.dialogue.event;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;

/**
 * Binds payloads to the type of their event and checks its constraints: those of Jakarta
 * Bean Validation on a type, those of a schema otherwise.
 */
public final class EventValidator {

	/** Violations that an error tells at most. */
	private static final int MAX_VIOLATIONS = 10;

	/** Characters of a path that an error tells at most. */
	private static final int MAX_PATH = 200;

	private final EventCodec codec;

	private final @Nullable Validator validator;

	/**
	 * Creates a validator.
	 * @param codec binds payloads
	 * @param validator checks constraints; {@code null} to check none on types
	 */
	public EventValidator(EventCodec codec, @Nullable Validator validator) {
		this.codec = codec;
		this.validator = validator;
	}

	/**
	 * Checks a payload.
	 * @param definition what is declared for the event, or {@code null} if nothing is
	 * @param json the payload as it came; a missing node if it was absent
	 * @return the payload, bound to the event's type
	 * @throws DialogueException with {@link ErrorCode#VALIDATION_FAILED} if it breaks a
	 * constraint, or has a number that is too large
	 */
	public Payload validate(@Nullable EventDefinition definition, JsonNode json) {
		if (definition == null || definition.payloadType() == null) {
			check(nameOf(definition), FiniteNumbers.findNoDouble(json));
		}
		else if (definition.schema() != null) {
			checkNumbers(nameOf(definition), json);
		}
		return payload(definition, json);
	}

	/** Of JSON whose numbers are checked, unless a type alone says what they are. */
	private Payload payload(@Nullable EventDefinition definition, JsonNode json) {
		Class<?> type = (definition != null) ? definition.payloadType() : null;
		checkSchema(definition, json);
		if (type == null) {
			return Payload.ofJson(json);
		}
		Object value = bound(nameOf(definition), json, type);
		return new Payload(value, AbsentFields.prune(tree(nameOf(definition), value), json));
	}

	/**
	 * Checks a payload that the server made.
	 * @param definition what is declared for the event, or {@code null} if nothing is
	 * @param data an instance of the event's type, or anything that Jackson turns into
	 * what the event takes; {@code null} for null
	 * @return the payload, bound to the event's type
	 * @throws DialogueException with {@link ErrorCode#VALIDATION_FAILED} if it breaks a
	 * constraint
	 */
	public Payload validate(@Nullable EventDefinition definition, @Nullable Object data) {
		Class<?> type = (definition != null) ? definition.payloadType() : null;
		if (definition == null || type == null || !type.isInstance(data)) {
			return payload(definition, toTree(definition, data));
		}
		checkConstraints(nameOf(definition), data);
		JsonNode json = AbsentFields.prune(tree(nameOf(definition), data), MissingNode.getInstance());
		checkSchema(definition, json);
		return new Payload(data, json);
	}

	private JsonNode toTree(@Nullable EventDefinition definition, @Nullable Object data) {
		boolean typeAlone = definition != null && definition.payloadType() != null && definition.schema() == null;
		return typeAlone ? this.codec.toTree(data) : tree(nameOf(definition), data);
	}

	/**
	 * Binds JSON that is no event's, and checks the constraints of its type.
	 * @param <T> the type
	 * @param what what it is, for the error
	 * @param json the JSON as it came; a missing node if it was absent
	 * @param type the type
	 * @return an instance
	 * @throws DialogueException with {@link ErrorCode#VALIDATION_FAILED} if it does not
	 * fit
	 */
	public <T> T validate(String what, JsonNode json, Class<T> type) {
		checkNumbers(what, json);
		return bound(what, json, type);
	}

	private <T> T bound(String what, JsonNode json, Class<T> type) {
		T value = bind(what, required(what, json), type);
		checkConstraints(what, value);
		return value;
	}

	private static JsonNode required(String what, JsonNode json) {
		if (json.isMissingNode() || json.isNull()) {
			throw failed(what, List.of(new PayloadSchema.Violation("", "data is required")));
		}
		return json;
	}

	private <T> T bind(String what, JsonNode json, Class<T> type) {
		try {
			return this.codec.bind(json, type);
		}
		catch (JacksonException ex) {
			throw failed(what, List.of(BindingFailure.describe(ex)));
		}
	}

	private void checkConstraints(String what, Object value) {
		if (this.validator == null) {
			return;
		}
		List<PayloadSchema.Violation> violations = this.validator.validate(value)
			.stream()
			.map((violation) -> new PayloadSchema.Violation(violation.getPropertyPath().toString(),
					violation.getMessage()))
			.toList();
		if (!violations.isEmpty()) {
			throw failed(what, violations);
		}
	}

	/** As JSON, which has to have a word for each number. */
	private JsonNode tree(String what, @Nullable Object value) {
		JsonNode tree = this.codec.toTree(value);
		checkNumbers(what, tree);
		return tree;
	}

	private static void checkNumbers(String what, JsonNode json) {
		check(what, FiniteNumbers.findOther(json));
	}

	private static void check(String what, @Nullable String path) {
		if (path != null) {
			throw failed(what, List.of(new PayloadSchema.Violation(path, "must be a finite number")));
		}
	}

	private static void checkSchema(@Nullable EventDefinition definition, JsonNode json) {
		PayloadSchema schema = (definition != null) ? definition.schema() : null;
		List<PayloadSchema.Violation> violations = (schema != null) ? schema.validate(json) : List.of();
		if (!violations.isEmpty()) {
			throw failed(nameOf(definition), violations);
		}
	}

	/** A path may hold keys that the client chose. */
	private static String shorten(String path) {
		return (path.length() <= MAX_PATH) ? path : path.substring(0, MAX_PATH) + "…";
	}

	private static String nameOf(@Nullable EventDefinition definition) {
		return (definition != null) ? "Event '" + definition.name() + "'" : "Event";
	}

	private static DialogueException failed(String what, List<PayloadSchema.Violation> violations) {
		String issues = violations.stream()
			.sorted(Comparator.comparing(PayloadSchema.Violation::path).thenComparing(PayloadSchema.Violation::issue))
			.limit(MAX_VIOLATIONS)
			.map((violation) -> violation.path().isEmpty() ? violation.issue()
					: shorten(violation.path()) + ": " + violation.issue())
			.collect(Collectors.joining(", "));
		return new DialogueException(ErrorCode.VALIDATION_FAILED, what + " validation failed: " + issues);
	}

}
