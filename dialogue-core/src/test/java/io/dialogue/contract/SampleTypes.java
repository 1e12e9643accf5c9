package io.dialogue.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Null;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.constraints.Range;
import org.hibernate.validator.constraints.UniqueElements;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Payloads of many kinds.
 */
final class SampleTypes {

	private SampleTypes() {
	}

	enum Level {

		low, @JsonProperty("mid")
		medium, @JsonAlias("top")
		high

	}

	record Scalars(String text, boolean flag, @Nullable Boolean maybe, int number, long big, short small, double real,
			@Nullable Integer optional, BigDecimal decimal, BigInteger whole, char letter, Level level,
			@Nullable Level anyLevel, Optional<String> choice, Object anything, JsonNode tree) {

	}

	record Containers(List<String> texts, Set<Integer> numbers, String[] array, int[] primitives,
			Map<String, Integer> counts, Map<Level, String> byLevel, List<@Nullable String> gaps,
			List<List<Boolean>> nested, @Nullable List<Level> levels, Map<String, Object> meta, List<Point> points) {

	}

	record Point(int x, @Nullable Integer y) {

	}

	record Constrained(@NotBlank @Size(max = 5) String blank, @NotEmpty String empty,
			@Size(min = 2, max = 3) String size, @Min(1) @Max(10) int range,
			@DecimalMin(value = "0", inclusive = false) @DecimalMax("1") double ratio,
			@Positive @Nullable Long positive, @NegativeOrZero int negative,
			@Digits(integer = 2, fraction = 1) BigDecimal digits, @Pattern(regexp = "[a-z]+(?:-[a-z]+)*") String slug,
			@AssertTrue boolean agreed, @NotEmpty @Size(max = 2) List<@NotBlank String> tags,
			@Size(max = 1) Map<@Size(min = 2) String, @Min(0) Integer> scores, @NotNull @Nullable String present,
			@Null @Nullable String absent, Optional<@Size(max = 2) String> choice,
			@Range(min = 3, max = 4) int hibernate, @UniqueElements List<Integer> unique, @Slug String composed) {

	}

	@NotBlank
	@Size(max = 4)
	@Constraint(validatedBy = {})
	@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER })
	@Retention(RetentionPolicy.RUNTIME)
	@interface Slug {

		String message() default "";

		Class<?>[] groups() default {};

		Class<? extends Payload>[] payload() default {};

	}

	record Cascades(Address unchecked, @Valid Address checked, List<@Valid Address> all, @Valid @Nullable Address[] old,
			Map<String, @Valid Address> named, @Nullable @Valid Cascades next) {

	}

	record Address(@JsonProperty("postal-code") @Pattern(regexp = "[0-9]{5}") String code,
			@JsonPropertyDescription("Where") @Nullable @Size(max = 3) String street) {

	}

	record Renamed(@JsonAlias("old") @Size(max = 2) String current,
			@JsonProperty("reply_to") @NotNull @Nullable String replyTo, UserId user) {

	}

	record UserId(String value) {

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		UserId {
		}

	}

	record Drawing(@Valid Shape shape, List<@Valid Shape> more, @Valid Pet pet) {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	sealed interface Shape permits Circle, Square {

	}

	@JsonTypeName("circle")
	record Circle(@Positive double radius) implements Shape {

	}

	record Square(double side) implements Shape {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
	sealed interface Pet permits Cat, Dog {

	}

	@JsonTypeName("cat")
	record Cat(int lives) implements Pet {

	}

	@JsonTypeName("dog")
	record Dog(String name) implements Pet {

	}

	static class Plain {

		@NotNull
		private @Nullable String text;

		private int number;

		public @Nullable String getText() {
			return this.text;
		}

		public void setText(@Nullable String text) {
			this.text = text;
		}

		public int getNumber() {
			return this.number;
		}

		public void setNumber(int number) {
			this.number = number;
		}

	}

	record Formats(Instant instant, LocalDate date, Duration duration, UUID uuid, URI uri, @Email String mail,
			@Nullable @Future Instant later, @Nullable @Pattern(regexp = "(?i)x+") String loud,
			byte @Nullable [] bytes) {

	}

}
