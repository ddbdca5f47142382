;; Tells all the state that it has as digits, and then spoils it. What stands between the marks
;; IMPORTS, START and INITIALISE is put in by the test; the message is {"Name":"<way>"}.
(module
  (import "extism:host/env" "alloc" (func $alloc (param i64) (result i64)))
  (import "extism:host/env" "store_u8" (func $store (param i64 i32)))
  (import "extism:host/env" "output_set" (func $output_set (param i64 i64)))
  (import "extism:host/env" "input_load_u8" (func $input (param i64) (result i32)))
  (import "extism:host/env" "var_get" (func $var_get (param i64) (result i64)))
  (import "extism:host/env" "var_set" (func $var_set (param i64 i64)))
  (;IMPORTS;)

  (memory (export "memory") 1 16)
  (global $low (mut i32) (i32.const 1))
  (global $wide (mut i64) (i64.const 2))
  (table $table 4 16 funcref)
  (elem (table $table) (i32.const 0) func $two $three)
  (elem $late func $four)
  (data (i32.const 16) "\04")
  (data $later "\05")

  (type $digit (func (result i32)))
  (func $two (result i32) (i32.const 2))
  (func $three (result i32) (i32.const 3))
  (func $four (result i32) (i32.const 4))

  (func $scratch (param i32))
  (func $start (;START;))
  (start $start)

  (func (export "_initialize")
    (;INITIALISE;)
    (global.set $low (i32.add (global.get $low) (i32.const 2)))
    (i32.store8 (i32.const 32) (i32.const 6))
    (table.set $table (i32.const 2) (ref.func $four)))

  (global $at (mut i64) (i64.const 0))
  (func $char (param $c i32)
    (call $store (global.get $at) (local.get $c))
    (global.set $at (i64.add (global.get $at) (i64.const 1))))
  (func $put (param $digit i32)
    (call $char (i32.add (i32.const 48) (local.get $digit))))

  ;; A block of one byte.
  (func $one (param $c i32) (result i64) (local $block i64)
    (local.set $block (call $alloc (i64.const 1)))
    (call $store (local.get $block) (local.get $c))
    (local.get $block))

  (func $text (param $from i32) (param $to i32)
    (loop $next
      (call $char (i32.load8_u (local.get $from)))
      (local.set $from (i32.add (local.get $from) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $from) (local.get $to)))))
  (data (i32.const 100) "{\"Greeting\":\"")
  (data (i32.const 113) "\"}")

  (func (export "look") (result i32) (local $way i32) (local $out i64)
    (local.set $way (call $input (i64.const 9)))
    (local.set $out (call $alloc (i64.const 64)))
    (global.set $at (local.get $out))
    (call $text (i32.const 100) (i32.const 113))
    ;; globals, one of them 64 bits wide
    (call $put (global.get $low))
    (call $put (i32.wrap_i64 (global.get $wide)))
    ;; memory: a segment, what was initialised, what nobody wrote to, and its size
    (call $put (i32.load8_u (i32.const 16)))
    (call $put (i32.load8_u (i32.const 32)))
    (call $put (i32.load8_u (i32.const 60000)))
    (call $put (memory.size))
    ;; the table: an element, what was initialised, an empty place, and its size
    (call $put (call_indirect (type $digit) (i32.const 0)))
    (call $put (call_indirect (type $digit) (i32.const 2)))
    (call $put (ref.is_null (table.get $table (i32.const 3))))
    (call $put (table.size $table))
    ;; a var
    (call $put (i64.ne (call $var_get (call $one (i32.const 118))) (i64.const 0)))
    ;; segments that may be used at any time: they are gone if an earlier call has dropped them
    (memory.init $later (i32.const 200) (i32.const 0) (i32.const 1))
    (call $put (i32.load8_u (i32.const 200)))
    (table.init $table $late (i32.const 1) (i32.const 0) (i32.const 1))
    (call $put (call_indirect (type $digit) (i32.const 1)))
    (call $text (i32.const 113) (i32.const 115))
    (call $output_set (local.get $out) (i64.sub (global.get $at) (local.get $out)))

    ;; spoil it
    (global.set $low (i32.const 9))
    (global.set $wide (i64.const 9))
    (memory.fill (i32.const 16) (i32.const 9) (i32.const 17))
    (i32.store8 (i32.const 60000) (i32.const 9))
    (i64.store (i32.const 4092) (i64.const -1))
    (table.set $table (i32.const 0) (ref.func $three))
    (table.set $table (i32.const 2) (ref.func $three))
    (table.set $table (i32.const 3) (ref.func $three))
    (call $var_set (call $one (i32.const 118)) (call $one (i32.const 119)))
    (if (i32.eq (local.get $way) (i32.const 103)) ;; g: grow
      (then
        (drop (memory.grow (i32.const 2)))
        (i32.store8 (i32.const 130000) (i32.const 9))))
    (if (i32.eq (local.get $way) (i32.const 116)) ;; t: grow the table
      (then (drop (table.grow $table (ref.func $three) (i32.const 2)))))
    (if (i32.eq (local.get $way) (i32.const 100)) ;; d: drop the data
      (then (data.drop $later)))
    (if (i32.eq (local.get $way) (i32.const 101)) ;; e: drop the elements
      (then (elem.drop $late)))
    (if (i32.eq (local.get $way) (i32.const 117)) ;; u: trap
      (then unreachable))
    (i32.const 0))
  (elem declare func $three $four))
