package io.dialogue.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;

/**
 * Declares the payload type of an event, typically a record with Jakarta Bean Validation
 * constraints. A component of the record is required unless it is annotated with an
 * annotation named {@code Nullable} or is an {@code Optional}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface DialogueEvent {

	/**
	 * The event's name: letters, digits, {@code -}, {@code :}, {@code .} and {@code _}.
	 * @return the event's name
	 */
	@AliasFor("name")
	String value() default "";

	/**
	 * The event's name: letters, digits, {@code -}, {@code :}, {@code .} and {@code _}.
	 * @return the event's name
	 */
	@AliasFor("value")
	String name() default "";

	/**
	 * What the event means, for documentation.
	 * @return the description, empty for none
	 */
	String description() default "";

	/**
	 * How many events of this name each room keeps. None by default.
	 * @return the history's settings
	 */
	History history() default @History(limit = 0);

	/**
	 * Whether the sender receives its own event, if it is subscribed to it.
	 * @return {@code false} if all subscribers but the sender are to receive it
	 */
	boolean echo() default true;

	/**
	 * What becomes of events of this name that wait for a client that reads too slowly.
	 * Events that are kept in history are never dropped.
	 * @return the policy
	 */
	Overflow overflow() default Overflow.DISCONNECT;

	/**
	 * With {@link Overflow#CONFLATE}, the field of the event's data of whose values the
	 * latest event each is kept: a name, or a path with dots as in {@code position.id}.
	 * Events of different rooms never replace each other.
	 * @return the path, empty to keep the latest event of each sender
	 */
	String conflationKey() default "";

}
