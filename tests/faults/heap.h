/* The heap of the whole process, the library's part of it included: counted, and made to fail. */
#ifndef HEAP_H
#define HEAP_H

#include <stddef.h>

/* Blocks that are allocated now, and allocations and refusals so far. */
long heap_live(void);
unsigned long heap_allocations(void);
unsigned long heap_refusals(void);

/* The nth allocation from now on finds no memory, 1 being the next one; where `lasting`, all after it neither. */
void heap_fail(long nth, int lasting);
void heap_recover(void);

/* Between these, how many blocks are freed that hold anything but zeros, in all of the room that malloc gave them. */
void heap_watch(void);
unsigned long heap_watched(void);

#endif
