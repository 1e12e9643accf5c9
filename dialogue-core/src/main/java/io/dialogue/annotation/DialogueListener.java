package io.dialogue.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks a bean's method that is called for events after they were published, on the node
 * that published them and in the room's order. The method's parameter is an
 * {@code EventMessage<T>}, or the payload itself; a second one may be a
 * {@code Principal}, who triggered the event, or {@code null} for the server. The type
 * {@code T} selects the event, unless {@link #event()} names it. What the method throws
 * is logged; the event stays delivered.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface DialogueListener {

	/**
	 * The id of the room to listen to. Empty for all rooms.
	 * @return a room's id
	 */
	String room() default "";

	/**
	 * The name of the event to listen to. Empty for the event of the parameter's type, or
	 * for every event if the parameter is an {@code EventMessage<?>}.
	 * @return an event's name
	 */
	String event() default "";

}
